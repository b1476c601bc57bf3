import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { ControlClient } from "../../../../sim/fleet/backend/control-client.js";
import { backendEvent } from "../../../../sim/model/control/backend-event.js";
import { operations } from "../../../../sim/model/control/control-operations.js";

async function clientOf(answer: RequestListener, answerLimitMs?: number): Promise<ControlClient> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const client = new ControlClient(`http://127.0.0.1:${port}`, answerLimitMs);
  onTestFinished(async () => {
    client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return client;
}

const control = (message: string) => ({ code: "DF_BACKEND_CONTROL", message });

test("an answer that is not JSON is an error", async () => {
  const client = await clientOf((_request, response) => response.end("<html>"));
  await expect(client.ask(operations.getStatus, {})).rejects.toMatchObject(
    control("GET /status was answered with no JSON"),
  );
});

test("an answer of another shape is an error that names path and place, and never the value", async () => {
  const client = await clientOf((_request, response) =>
    response.end('[{"extension":"1001","uri":94617208}]'),
  );
  await expect(client.ask(operations.listContacts, { query: { extension: "10 01" } })).rejects.toMatchObject(
    control(
      "GET /contacts?extension=10+01 was answered as another version of deskfleet would: " +
        "item 1, uri: expected text, found a number: quote it",
    ),
  );
});

test.each([
  ["breaks off", (response: ServerResponse) => response.destroy(), "aborted"],
  ["stays away", () => undefined, "no answer within 0.05 s"],
])("an answer whose body %s is the fault of the backend", async (_what, after, reason) => {
  const client = await clientOf((_request, response) => {
    response.writeHead(200, { "content-length": 100 });
    response.write("[", () => after(response));
  }, 50);
  await expect(client.ask(operations.listLockouts, {})).rejects.toMatchObject({
    code: "DF_BACKEND_CONTROL",
    message: expect.stringMatching(new RegExp(`^the control API at http://127.0.0.1:\\d+/.* ${reason}$`)),
  });
});

test("what a later version says beyond this one is left out", async () => {
  const lockout = { subject: "1001", by: "extension", secondsLeft: 3 };
  const client = await clientOf((_request, response) =>
    response.end(JSON.stringify([{ ...lockout, since: "noon" }])),
  );
  expect(await client.ask(operations.listLockouts, {})).toEqual([lockout]);
});

test.each([
  [501, "DF_CAPABILITY"],
  [404, "DF_BACKEND_REFUSED"],
  [502, "DF_BACKEND_CONTROL"],
])("%i is %s, with its reason", async (status, code) => {
  const client = await clientOf((_request, response) =>
    response.writeHead(status).end('{"error":"because"}'),
  );
  const mac = "00:1f/c1";
  await expect(client.tell(operations.deleteMapping, { params: { mac } })).rejects.toMatchObject({
    code,
    message: `DELETE /mappings/00%3A1f%2Fc1 was answered with ${status}: because`,
  });
});

test("a stream tells what it knows; broken lines and its end are reported and crash nothing", async () => {
  const psap = {
    type: "psap",
    farEnd: "psap",
    trunk: "e911",
    number: "911",
    callerId: "1",
    state: "answered",
  };
  const client = await clientOf((_request, response) => {
    response.write('{"type":"backend-note","text":"connected"}\n');
    response.write(`{"type":"of a later version"}\n${JSON.stringify(psap)}\n`);
    response.write(`no json\n${JSON.stringify({ ...psap, number: 911 })}\n3\n`);
    response.end('{"type":"half');
  });
  const lines: unknown[] = [];
  const reasons: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const onBroken = (reason: string): void => {
      reasons.push(reason);
      if (reason === "the backend closed it") resolve();
    };
    client.follow("/events", backendEvent, (line) => lines.push(line), onBroken).catch(reject);
  });
  expect(lines).toEqual([{ type: "backend-note", text: "connected" }, psap]);
  expect(reasons).toEqual([
    "no JSON: no json",
    "not as expected: number: expected text, found a number: quote it",
    "not as expected: expected an object, found a number",
    "the backend closed it",
  ]);
});
