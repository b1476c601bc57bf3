import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { choosePorts, startOnPorts } from "../../../../sim/cli/backend/kept-ports.js";
import { DeskfleetError } from "../../../../sim/model/errors.js";
import { sampleSetup } from "../../backend/sample-setup.js";

const none = { control: undefined, web: undefined, sip: undefined };
const host = "127.0.0.1";
const setup = sampleSetup((input) => {
  input["port-settings"].port = 0;
});

/** A TCP port that is taken until the end of the test, and a UDP port. */
async function takenPorts(): Promise<{ tcp: number; udp: number }> {
  const server = createServer().listen(0, host);
  const socket = createSocket("udp4").bind(0, host);
  onTestFinished(() => {
    server.close();
    socket.close();
  });
  await Promise.all([once(server, "listening"), once(socket, "listening")]);
  return { tcp: (server.address() as { port: number }).port, udp: socket.address().port };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

async function chosenAfter(last: object | undefined, ports: Partial<typeof none> | object = {}) {
  const warnings: string[] = [];
  const state = { load: async () => last, save: async () => {} };
  const chosen = await choosePorts({ ports: { ...none, ...ports }, setup, host }, state, (text) =>
    warnings.push(text),
  );
  return { ...chosen, warnings };
}

test("without a last run any port will do", async () => {
  const ports = { control: 0, web: 0, sip: 0, sipTls: 0 };
  expect(await chosenAfter(undefined)).toEqual({ ports, kept: false, warnings: [] });
});

test("ports of the last run are taken again, but for those that were asked for", async () => {
  const [web, sip] = [await freePort(), await freePort()];
  expect(await chosenAfter({ web, sip, control: sip }, { control: 4711 })).toEqual({
    ports: { control: 4711, web, sip, sipTls: 0 },
    kept: true,
    warnings: [],
  });
});

test("one that is taken by now is reported, with the flag that fixes it", async () => {
  const { tcp, udp } = await takenPorts();
  const { ports, kept, warnings } = await chosenAfter({ web: tcp, sip: udp });
  expect({ ports, kept }).toEqual({ ports: { control: 0, web: 0, sip: 0, sipTls: 0 }, kept: false });
  expect(warnings).toEqual([
    expect.stringMatching(`port ${tcp} of the last run .*--web-port`),
    expect.stringMatching(`port ${udp} of the last run .*--sip-port`),
  ]);
});

test("a kept port that is taken under the start's hands is chosen once more, another error is not", async () => {
  const choices = [{ web: 1 }, { web: 0 }];
  const choose = async () => ({ ports: choices.shift() ?? {}, kept: true });
  const start = async ({ web }: { readonly web?: number }) => {
    if (web !== 0) throw new DeskfleetError(web ? "DF_BACKEND_START" : "DF_STATE_FOLDER", "no");
    return "up";
  };
  expect(await startOnPorts({ choose, start })).toEqual({ running: "up", kept: true });
  await expect(startOnPorts({ choose, start })).rejects.toMatchObject({ code: "DF_STATE_FOLDER" });
});
