import { expect } from "vitest";
import { operationList } from "../../../../sim/model/control/control-operations.js";

export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * One request to the control API.
 * @throws where the answer is not of the form that the API's description promises
 */
export async function askControl(
  control: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<ControlAnswer> {
  const json = { "content-type": "application/json" };
  const content = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${control}${path}`, {
    method,
    ...(body === undefined ? {} : { headers: json, body: content }),
  });
  const text = await response.text();
  const answer = { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  checkForm(method, path, answer);
  return answer;
}

function checkForm(method: string, path: string, { status, body }: ControlAnswer): void {
  if (status >= 300) return;
  const known = operationList.find(
    ([, operation]) =>
      operation.method === method.toLowerCase() &&
      new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path.split("?")[0] ?? ""),
  );
  if (!known) throw new Error(`${method} ${path} is not described`);
  const [id, { answer, taken }] = known;
  // Equal: what is not described would be left out.
  if (answer) expect(answer.parse(body)).toEqual(body);
  else if (taken && status === 202) taken.parse(body);
  else if (status !== 204 || body !== undefined) throw new Error(`${id} was answered with ${status}`);
}
