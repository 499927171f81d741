// What the handlers of /tasks share: the table, requests in, JSON out.
// What went wrong inside is logged and never shown.

import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

export const table = process.env.DYNAMODB_TABLE;
export const database = DynamoDBDocumentClient.from(new DynamoDBClient({ region: process.env.REGION }), {
  marshallOptions: { removeUndefinedValues: true },
});

const STATES = ["open", "done"];
const debugging = process.env.DEBUG_ENABLED === "true" || process.env.LOG_LEVEL === "DEBUG";

/** The request cannot be met; the message may be shown to whoever sent it. */
export class Refused extends Error {
  constructor(message, status = 400) {
    super(message);
    this.status = status;
  }
}

/** A handler of a REST API's proxy integration around `respond`, which gives [status, body]. */
export function serve(respond) {
  return async (event) => {
    if (debugging) console.debug(`${event.httpMethod} ${event.path}`);
    try {
      return answer(...(await respond(event)));
    } catch (error) {
      if (error instanceof Refused) return answer(error.status, { error: error.message });
      if (error.name === "ConditionalCheckFailedException") return answer(404, { error: "There is no such task." });
      console.error("a request could not be answered", error);
      return answer(500, { error: "Internal server error" });
    }
  };
}

/** The JSON object in a request's body. */
export function bodyOf(event) {
  let body;
  try {
    const raw = event.isBase64Encoded ? Buffer.from(event.body, "base64").toString("utf8") : event.body;
    body = JSON.parse(raw ?? "");
  } catch {
    throw new Refused("The body must be JSON.");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new Refused("The body must be a JSON object.");
  }
  return body;
}

/** The id of a task, from the query or the body. */
export function idOf(event, body = {}) {
  const id = event.queryStringParameters?.id ?? body.id;
  if (!isText(id, 128)) throw new Refused("id must be a text of 1 to 128 characters.");
  return id;
}

/** Whether a value is a text that DynamoDB keeps: JSON can hold half of a surrogate pair, UTF-8 cannot. */
function isText(value, longest) {
  return typeof value === "string" && value.length >= 1 && value.length <= longest && value.isWellFormed();
}

/** The attributes of a task that a body sets, checked. */
export function valuesOf(body) {
  const values = {};
  if ("title" in body) {
    if (!isText(body.title, 256)) throw new Refused("title must be a text of 1 to 256 characters.");
    values.title = body.title;
  }
  if ("status" in body) {
    if (!STATES.includes(body.status)) throw new Refused(`status must be one of ${STATES.join(", ")}.`);
    values.status = body.status;
  }
  return values;
}

function answer(status, body) {
  return {
    statusCode: status,
    headers: { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*" },
    body: JSON.stringify(body),
  };
}
