import { expect, test } from "vitest";
import { ScriptedRegistrar } from "./scripted-registrar.js";
import { identityFor, openDesk } from "./test-desk.js";

/** The limit of 4 s is 800 ms with these: room for a copy on a busy machine. */
const timers = { t1: 100, t2: 800, t4: 1000 };

test("leaving takes the own contact away and no other", async () => {
  const foreign = "Contact: <sip:1001@127.0.0.1:9>;expires=100";
  const registrar = await ScriptedRegistrar.udp((request) =>
    request.header("Expires") === "0" ? request.answer("200 OK", [foreign]) : request.accept(300, [foreign]),
  );
  const desk = await openDesk({ server: registrar.address });
  desk.registration.register();
  expect(await desk.until("registered")).toMatchObject({ contacts: 2 });
  await desk.registration.unregister("own-contact");
  expect(registrar.heard.map((request) => request.header("Contact"))).toEqual([
    `<${registrar.heard[0]?.contact}>`,
    `<${registrar.heard[0]?.contact}>;expires=0`,
  ]);
  expect(desk.all("registration").at(-1)).toEqual({
    type: "registration",
    state: "unregistered",
    extension: "1001",
    status: 200,
  });
});

test("the next identity is registered from the same socket, with its own credentials", async () => {
  const registrar = await ScriptedRegistrar.udp((request) => {
    if (request.header("Authorization") === undefined)
      return request.challenge('realm="r",nonce="n1",qop="auth"');
    return request.header("Expires") === "0" ? request.answer("200 OK") : request.accept();
  });
  const desk = await openDesk({ server: registrar.address });
  desk.registration.register();
  await desk.until("registered");
  await desk.registration.unregister("own-contact");
  const next = { extension: "9000", authUser: "9000", password: "other-secret" };
  desk.registration.configure(identityFor({ server: registrar.address, identity: next }));
  desk.registration.register();
  await desk.until("registered", 3);
  expect(desk.all("registration").map(({ state, extension }) => `${state} ${extension}`)).toEqual([
    "registering 1001",
    "registered 1001",
    "unregistered 1001",
    "registering 9000",
    "registered 9000",
  ]);
  expect(registrar.heard.map((request) => request.credential("username"))).toEqual([
    undefined,
    "1001",
    "1001",
    undefined,
    "9000",
  ]);
  expect(new Set(registrar.heard.map(({ from }) => from.port)).size).toBe(1);
});

test("without an answer the desk goes on after the limit, and says nothing more", async () => {
  const registrar = await ScriptedRegistrar.udp((request) =>
    request.header("Expires") === "0" ? undefined : request.accept(),
  );
  const desk = await openDesk({ server: registrar.address });
  desk.registration.register();
  await desk.until("registered");
  const start = performance.now();
  await desk.registration.unregister("own-contact");
  const took = performance.now() - start;
  // 4 s at the standard T1 are 160 ms here.
  expect(took).toBeGreaterThanOrEqual(155);
  expect(took).toBeLessThan(1_000);
  expect(desk.registration.state).toBe("unregistered");
  expect(desk.all("registration").at(-1)).toMatchObject({ state: "unregistered", status: 0 });
  // 0, 1, 3, 7 times T1: what fits into the limit.
  expect(desk.counters.retransmits).toBeGreaterThanOrEqual(2);
});

test("an open REGISTER is answered first: its 200 must not bind again after leaving", async () => {
  const order: string[] = [];
  const registrar = await ScriptedRegistrar.udp((request, index, copy) => {
    order.push(`${request.cseq} expires ${request.header("Expires")}`);
    if (index === 0 && copy === 0) return undefined;
    return request.header("Expires") === "0" ? request.answer("200 OK") : request.accept();
  });
  const desk = await openDesk({ server: registrar.address, sip: { timers } });
  desk.registration.register();
  await registrar.request(0);
  const left = desk.registration.unregister("own-contact");
  expect(desk.registration.unregister("own-contact")).toBe(left);
  await left;
  expect(order).toEqual(["1 expires 300", "1 expires 300", "2 expires 0"]);
  expect(desk.all("registration").map(({ state }) => state)).toEqual(["registering", "unregistered"]);
});

test("an open REGISTER that is challenged has bound nothing: nothing is to be taken away", async () => {
  const registrar = await ScriptedRegistrar.udp((request, _, copy) =>
    copy === 0 ? undefined : request.challenge('realm="r",nonce="n1",qop="auth"'),
  );
  const desk = await openDesk({ server: registrar.address, sip: { timers } });
  desk.registration.register();
  await registrar.request(0);
  await desk.registration.unregister("own-contact");
  expect(registrar.heard).toHaveLength(1);
});

test("who was refused leaves without a word, and retries no more", async () => {
  const registrar = await ScriptedRegistrar.udp((request) => request.answer("403 Forbidden"));
  const desk = await openDesk({ server: registrar.address });
  desk.registration.register();
  await desk.until("refused");
  await desk.registration.unregister("own-contact");
  expect(registrar.heard).toHaveLength(1);
  expect(desk.registration.state).toBe("unregistered");
});

test("leaving is challenged too: the old nonce is stale by then", async () => {
  const registrar = await ScriptedRegistrar.udp((request, index) => {
    if (index === 0) return request.challenge('realm="r",nonce="n1",qop="auth"');
    if (index === 2) return request.challenge('realm="r",nonce="n2",qop="auth",stale=true');
    return request.header("Expires") === "0" ? request.answer("200 OK") : request.accept();
  });
  const desk = await openDesk({ server: registrar.address });
  desk.registration.register();
  await desk.until("registered");
  await desk.registration.unregister("own-contact");
  expect(registrar.heard.map((request) => request.credential("nonce"))).toEqual([
    undefined,
    "n1",
    "n1",
    "n2",
  ]);
  expect(registrar.heard.at(-1)?.header("Expires")).toBe("0");
});

test("a power cut is silent; the next boot has a new Call-ID, CSeq 1 and the same port", async () => {
  const registrar = await ScriptedRegistrar.udp((request) => request.accept());
  const desk = await openDesk({ server: registrar.address });
  desk.registration.register();
  await desk.until("registered");
  desk.registration.stop();
  await desk.transport.close();
  await desk.transport.open("udp", "127.0.0.1");
  desk.registration.configure(identityFor({ server: registrar.address }));
  desk.registration.register();
  await desk.until("registered", 2);
  const [before, after] = registrar.heard;
  expect(registrar.heard).toHaveLength(2);
  expect(after?.cseq).toBe(1);
  expect(after?.header("Call-ID")).not.toBe(before?.header("Call-ID"));
  expect(after?.branch).not.toBe(before?.branch);
  expect(after?.from.port).toBe(before?.from.port);
});
