// DELETE /tasks?id=…: a task that is there, gone.

import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { database, idOf, serve, table } from "./tasks.mjs";

export const handler = serve(async (event) => {
  const id = idOf(event);
  await database.send(
    new DeleteCommand({ TableName: table, Key: { id }, ConditionExpression: "attribute_exists(id)" }),
  );
  return [200, { id }];
});
