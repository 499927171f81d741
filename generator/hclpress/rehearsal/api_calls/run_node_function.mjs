// Run a Node function once, as Lambda would: `run_node_function.mjs HANDLER EVENT ANSWER`, in the folder of its code.

import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [handler, event, answer] = process.argv.slice(2);
const dot = handler.lastIndexOf(".");
const file = [".mjs", ".js", ".cjs"].map((ending) => resolve(handler.slice(0, dot) + ending)).find(existsSync);
const module = await import(pathToFileURL(file).href);
const end = Date.now() + Number(process.env.HCLPRESS_FUNCTION_TIMEOUT) * 1000;
const context = {
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
  invokedFunctionArn: process.env.HCLPRESS_FUNCTION_ARN,
  awsRequestId: randomUUID(),
  getRemainingTimeInMillis: () => Math.max(0, end - Date.now()),
};
const called = module[handler.slice(dot + 1)] ?? module.default?.[handler.slice(dot + 1)];
const answered = await called(JSON.parse(readFileSync(event, "utf8")), context);
writeFileSync(answer, JSON.stringify(answered ?? null));
process.exit(0);
