// Says which table it would post a task in.

export const handler = async () => ({
  statusCode: 200,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ table: process.env.DYNAMODB_TABLE }),
});
