import { createConnection, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { ownAddress } from "../support/own-address.js";
import { type Heard, ScriptedRegistrar } from "./scripted-registrar.js";
import { openDesk } from "./test-desk.js";

const challenge = 'realm="r",nonce="n1",qop="auth"';

function withDigest(request: Heard): string {
  return request.header("Authorization") === undefined ? request.challenge(challenge) : request.accept();
}

test("registers over one connection, whose near end is the contact", async () => {
  const registrar = await ScriptedRegistrar.tcp(withDigest);
  const desk = await openDesk({ server: registrar.address, protocol: "tcp" });
  desk.registration.register();
  await desk.until("registered");
  const [first, second] = registrar.heard;
  expect(first?.header("Via")).toContain("SIP/2.0/TCP 127.0.0.1:");
  expect(first?.contact).toBe(`sip:1001@127.0.0.1:${first?.from.port};transport=tcp`);
  expect(second?.from.port).toBe(first?.from.port);
  expect(registrar.connections.size).toBe(1);
});

// proves: F-47
test("a lost connection is a lost registration: the phone reconnects and registers anew", async () => {
  const registrar = await ScriptedRegistrar.tcp(withDigest);
  const desk = await openDesk({ server: registrar.address, protocol: "tcp" });
  desk.registration.register();
  await desk.until("registered");
  const before = registrar.heard.length;
  for (const connection of registrar.connections) connection.destroy();
  expect(await desk.until("failing")).toMatchObject({ status: 0, reason: "connection lost" });
  await desk.until("registered", 3);
  expect(registrar.heard[before]?.credential("nc")).toBe("00000002");
  expect(registrar.connections.size).toBe(1);
  expect(desk.counters.flowsLost).toBe(1);
});

test("a connection that ends in the middle of a registration fails it at once", async () => {
  const registrar = await ScriptedRegistrar.tcp((request, index) => {
    if (index > 0) return withDigest(request);
    for (const connection of registrar.connections) connection.destroy();
    return undefined;
  });
  const desk = await openDesk({ server: registrar.address, protocol: "tcp" });
  const start = performance.now();
  desk.registration.register();
  await desk.until("failing");
  // Timer F would take 64·T1 = 1280 ms.
  expect(performance.now() - start).toBeLessThan(600);
  expect(registrar.heard).toHaveLength(1);
});

test("a 200 with two different lengths is not taken: the stream cannot be read on", async () => {
  const registrar = await ScriptedRegistrar.tcp((request) =>
    request.accept().replace(/Content-Length: *0/, "$&\r\nContent-Length: 4"),
  );
  const desk = await openDesk({ server: registrar.address, protocol: "tcp" });
  desk.registration.register();
  expect(await desk.until("failing")).toMatchObject({
    status: 0,
    reason: "unreadable stream: malformed Content-Length",
  });
  expect(desk.counters.success).toBe(0);
});

test("nobody listens: failing, not an exception", async () => {
  const registrar = await ScriptedRegistrar.tcp(() => undefined);
  const desk = await openDesk({ server: { host: "127.0.0.1", port: 1 }, protocol: "tcp" });
  desk.registration.register();
  expect(await desk.until("failing")).toMatchObject({ status: 0 });
  expect(registrar.heard).toHaveLength(0);
});

// proves: F-47
test("no answer over TCP: no copies, and the silent connection is given up after timer F", async () => {
  const registrar = await ScriptedRegistrar.tcp((request, index) =>
    index === 0 ? undefined : withDigest(request),
  );
  const desk = await openDesk({ server: registrar.address, protocol: "tcp" });
  desk.registration.register();
  await registrar.request(0);
  const [silent] = registrar.connections;
  const closed = new Promise((resolve) => silent?.once("close", resolve));
  expect(await desk.until("failing")).toMatchObject({ reason: "no answer" });
  expect(desk.counters).toMatchObject({ retransmits: 0, timeouts: 1 });
  await closed;
  await desk.until("registered");
  expect(registrar.heard[1]?.from.port).toBe(registrar.heard[0]?.from.port);
});

test("the same phone goes from UDP to TCP when its configuration says so", async () => {
  const udp = await ScriptedRegistrar.udp(withDigest);
  const tcp = await ScriptedRegistrar.tcp(withDigest);
  // An address of its own: on a shared one somebody else may hold the same port for TCP.
  const desk = await openDesk({ server: udp.address, sip: { bindHost: ownAddress() } });
  desk.registration.register();
  await desk.until("registered");
  const port = desk.transport.local?.port;
  await desk.transport.open("tcp", "127.0.0.1");
  desk.registration.configure({
    extension: "1001",
    authUser: "1001",
    password: "wire-secret",
    displayName: "",
    server: tcp.address,
    serverName: tcp.address.host,
    protocol: "tcp",
    expiresSeconds: 300,
    registers: true,
    userAgent: "x",
  });
  desk.registration.register();
  await desk.until("registered", 3);
  expect(desk.transport.local?.port).toBe(port);
});

test("a phone whose port somebody else took while it had no connection comes back on another one", async () => {
  const host = ownAddress();
  const registrar = await ScriptedRegistrar.tcp(withDigest, host);
  const desk = await openDesk({ server: registrar.address, protocol: "tcp", sip: { bindHost: host } });
  desk.registration.register();
  await desk.until("registered");
  const port = desk.transport.local?.port ?? 0;
  await registrar.goDown();
  await desk.until("failing");
  const taker = createServer();
  await new Promise<void>((resolve) => taker.listen(port, host, resolve));
  onTestFinished(() => new Promise<void>((resolve) => taker.close(() => resolve())));
  await registrar.listen();
  await desk.until("registered", 3);
  expect(desk.transport.local?.port).not.toBe(port);
  expect(registrar.heard.at(-1)?.contact).toBe(
    `sip:1001@${host}:${desk.transport.local?.port};transport=tcp`,
  );
});

test("of a power cut the other end of a connection hears when the phone has power again", async () => {
  const host = ownAddress();
  const registrar = await ScriptedRegistrar.tcp(withDigest, host);
  const desk = await openDesk({ server: registrar.address, protocol: "tcp", sip: { bindHost: host } });
  desk.registration.register();
  await desk.until("registered");
  const [connection] = registrar.connections;
  const ends: string[] = [];
  for (const event of ["end", "error", "close"]) connection?.on(event, () => ends.push(event));
  const heard = desk.all("sip").length;

  desk.registration.stop();
  await desk.transport.cut();
  // What is written is taken by the system of the phone, as a network would take it for a while.
  await new Promise((resolve) => connection?.write("OPTIONS sip:x SIP/2.0\r\n\r\n\r\n\r\n", resolve));
  await new Promise<void>((resolve) => {
    const other = createConnection(registrar.address.port, host, () => other.destroy());
    other.once("close", () => resolve());
  });
  expect(ends).toEqual([]);
  expect(desk.all("sip").length).toBe(heard);

  const closed = new Promise((resolve) => connection?.once("close", resolve));
  await desk.transport.open("tcp", host);
  await closed;
  expect(desk.transport.local?.port).toBe(registrar.heard[0]?.from.port);
});

test("a phone that comes back on another port leaves its old connection standing until it is taken away", async () => {
  const registrar = await ScriptedRegistrar.tcp(withDigest);
  const desk = await openDesk({ server: registrar.address, protocol: "tcp" });
  desk.registration.register();
  await desk.until("registered");
  const [old] = registrar.connections;
  desk.registration.stop();
  await desk.transport.cut();
  desk.transport.forgetPort();
  await desk.transport.open("tcp", "127.0.0.1");
  expect(desk.transport.local?.port).not.toBe(registrar.heard[0]?.from.port);
  expect(old?.destroyed).toBe(false);
  const closed = new Promise((resolve) => old?.once("close", resolve));
  await desk.transport.close();
  await desk.transport.open("tcp", "127.0.0.1");
  expect(old?.destroyed).toBe(false);
  await desk.transport.dispose();
  await closed;
});

test("a server that is cut off hears and says nothing, over a connection too", async () => {
  const registrar = await ScriptedRegistrar.tcp(withDigest);
  let isCutOff = true;
  const desk = await openDesk({
    ...{ server: registrar.address, protocol: "tcp" },
    sip: { isCutOff: () => isCutOff },
  });
  desk.registration.register();
  expect(await desk.until("failing")).toMatchObject({ status: 0, reason: "no answer" });
  expect(registrar.heard).toHaveLength(0);
  expect(desk.all("lost")).toMatchObject([{ direction: "sent" }]);
  isCutOff = false;
  await desk.until("registered");
});
