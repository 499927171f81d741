// GET /tasks: one task by ?id=…, or a page of all.

import { GetCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { Refused, database, idOf, serve, table } from "./tasks.mjs";

const PAGE = 50;

export const handler = serve(async (event) => {
  if (event.queryStringParameters?.id === undefined) {
    const { Items: tasks } = await database.send(new ScanCommand({ TableName: table, Limit: PAGE }));
    return [200, { tasks }];
  }
  const { Item: task } = await database.send(new GetCommand({ TableName: table, Key: { id: idOf(event) } }));
  if (!task) throw new Refused("There is no such task.", 404);
  return [200, task];
});
