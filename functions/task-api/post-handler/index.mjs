// POST /tasks: a new task.

import { randomUUID } from "node:crypto";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { Refused, bodyOf, database, serve, table, valuesOf } from "./tasks.mjs";

export const handler = serve(async (event) => {
  const values = valuesOf(bodyOf(event));
  if (!values.title) throw new Refused("title is missing.");
  const task = { id: randomUUID(), status: "open", ...values, createdAt: new Date().toISOString() };
  await database.send(new PutCommand({ TableName: table, Item: task, ConditionExpression: "attribute_not_exists(id)" }));
  return [201, task];
});
