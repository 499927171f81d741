// Lets nobody in who brings no name, in the words of a REST API or of an HTTP API.

export const handler = async (event) => {
  const headers = Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]);
  const caller = Object.fromEntries(headers)["x-caller"];
  if (!event.methodArn) {
    return { isAuthorized: Boolean(caller) };
  }
  const statement = {
    Action: "execute-api:Invoke",
    Effect: caller ? "Allow" : "Deny",
    Resource: event.methodArn,
  };
  return {
    principalId: caller ?? "nobody",
    policyDocument: { Version: "2012-10-17", Statement: [statement] },
  };
};
