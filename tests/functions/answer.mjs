// Answers events with the handlers of the task API: one JSON line in, one JSON line out.
// usage: node answer.mjs <folder that holds get-handler, post-handler, …>

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const folder = process.argv[2];

for await (const line of createInterface({ input: process.stdin })) {
  const { name, event } = JSON.parse(line);
  const { handler } = await import(pathToFileURL(join(folder, name, "index.mjs")));
  process.stdout.write(`${JSON.stringify(await handler(event, {}))}\n`);
}
