// PUT /tasks: other values for a task that is there.

import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Refused, bodyOf, database, idOf, serve, table, valuesOf } from "./tasks.mjs";

export const handler = serve(async (event) => {
  const body = bodyOf(event);
  const id = idOf(event, body);
  const values = valuesOf(body);
  const names = Object.keys(values);
  if (!names.length) throw new Refused("There is nothing to change: set title or status.");
  const { Attributes: task } = await database.send(
    new UpdateCommand({
      TableName: table,
      Key: { id },
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
      ConditionExpression: "attribute_exists(id)",
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, values[name]])),
      ReturnValues: "ALL_NEW",
    }),
  );
  return [200, task];
});
