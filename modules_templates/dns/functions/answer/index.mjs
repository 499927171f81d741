// Says which call it got, of a REST API or of an HTTP API.

export const handler = async (event) => ({
  statusCode: 200,
  headers: { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*" },
  body: JSON.stringify({ called: event.routeKey ?? `${event.httpMethod} ${event.resource}` }),
});
