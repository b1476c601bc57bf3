import { createSocket } from "node:dgram";
import { expect, onTestFinished, test } from "vitest";
import { standardTimers } from "../../../sim/sip/timers.js";
import { ScriptedRegistrar } from "./registration/scripted-registrar.js";
import { openDesk } from "./registration/test-desk.js";
import { openPeer, request } from "./wire/peer.js";

const server = { host: "127.0.0.1", port: 9 };

test("the port is chosen once and kept over closing and opening", async () => {
  const desk = await openDesk({ server });
  const first = desk.transport.local?.port;
  expect(first).toBeGreaterThan(0);
  await desk.transport.close();
  expect(desk.transport.local).toBeUndefined();
  await desk.transport.open("udp", "127.0.0.1");
  expect(desk.transport.local?.port).toBe(first);
  await desk.transport.open("udp", "127.0.0.1");
  expect(desk.transport.local?.port).toBe(first);
});

test("where somebody has taken the port meanwhile, the phone takes another", async () => {
  const desk = await openDesk({ server });
  const port = desk.transport.local?.port ?? 0;
  await desk.transport.close();
  const thief = createSocket("udp4");
  await new Promise<void>((resolve) => thief.bind(port, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => thief.close(() => resolve())));
  await desk.transport.open("udp", "127.0.0.1");
  expect(desk.transport.local?.port).not.toBe(port);
});

test("closing while opening leaves nothing open", async () => {
  const desk = await openDesk({ server });
  await desk.transport.close();
  const opened = desk.transport.open("udp", "127.0.0.1");
  await desk.transport.close();
  await opened;
  expect(desk.transport.local).toBeUndefined();
});

test("an address that is not ours: DF_SIP_BIND", async () => {
  const failing = openDesk({ server, sip: { bindHost: "192.0.2.1" } });
  await expect(failing).rejects.toMatchObject({ code: "DF_SIP_BIND" });
});

test("nothing is sent or thrown while the transport is closed", async () => {
  const desk = await openDesk({ server });
  await desk.transport.close();
  desk.transport.send("OPTIONS sip:x SIP/2.0\r\n\r\n", server);
  expect(desk.all("sip")).toEqual([]);
});

test("the wire is recorded both ways, without what a password can be guessed from", async () => {
  const registrar = await ScriptedRegistrar.udp((heard, index) =>
    index === 0 ? heard.challenge('realm="r",nonce="n1",qop="auth"') : heard.accept(),
  );
  const desk = await openDesk({ server: registrar.address, sip: { timers: standardTimers } });
  desk.registration.register();
  await desk.until("registered");
  const wire = desk.all("sip").filter(({ repeat }) => !repeat);
  expect(
    wire.slice(0, 4).map(({ direction, startLine, cseq }) => `${direction} ${startLine} (${cseq})`),
  ).toEqual([
    `sent REGISTER sip:127.0.0.1:${registrar.address.port} SIP/2.0 (1 REGISTER)`,
    "received SIP/2.0 401 Unauthorized (1 REGISTER)",
    `sent REGISTER sip:127.0.0.1:${registrar.address.port} SIP/2.0 (2 REGISTER)`,
    "received SIP/2.0 200 OK (2 REGISTER)",
  ]);
  expect(wire[0]).toMatchObject({
    peer: `127.0.0.1:${registrar.address.port}`,
    protocol: "udp",
    callId: registrar.heard[0]?.header("Call-ID"),
  });
  const response = registrar.heard[1]?.credential("response");
  expect(response).toMatch(/^[0-9a-f]{32}$/);
  const all = JSON.stringify(desk.events);
  expect(all).not.toContain(response);
  expect(all).not.toContain("wire-secret");
  expect(all).toContain("•••");
});

test("where only outcomes are recorded, no wire message is", async () => {
  const registrar = await ScriptedRegistrar.udp((heard) => heard.accept());
  const types: string[] = [];
  const desk = await openDesk({
    server: registrar.address,
    sip: {
      recorder: { detail: "outcomes", hide: () => undefined, record: ({ type }) => types.push(type) },
      lose: () => false,
    },
  });
  desk.registration.register();
  while (desk.registration.state !== "registered") await new Promise((resolve) => setImmediate(resolve));
  const peer = await openPeer(desk.transport.local ?? server);
  peer.send(request("OPTIONS"));
  peer.send("garbage");
  await peer.settled();
  expect(new Set(types)).toEqual(new Set(["registration"]));
});

test("what the loss option drops is recorded as lost", async () => {
  const desk = await openDesk({ server, sip: { lose: (direction) => direction === "received" } });
  const peer = await openPeer(desk.transport.local ?? server);
  peer.send(request("OPTIONS"));
  while (desk.all("lost").length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(desk.all("lost")).toEqual([
    { type: "lost", direction: "received", startLine: "OPTIONS sip:1001@127.0.0.1 SIP/2.0" },
  ]);
  expect(peer.heard).toEqual([]);
});
