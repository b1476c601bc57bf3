import { expect, onTestFinished, test } from "vitest";
import { createRandom } from "../../sim/model/random.js";
import { Calls } from "../../sim/phone/calls/calls.js";
import { authorization } from "../unit/backend/pbx/digest-request.js";
import { startRig } from "../unit/backend/pbx/rig.js";
import { unlimited } from "../unit/backend/pbx/two-offices.js";
import { openDesk } from "../unit/phone/registration/test-desk.js";
import { seed, sipBudget, sipTimeoutMs } from "./support/budget.js";
import { fuzzInBatches } from "./support/fuzz.js";
import { FuzzWire } from "./support/fuzz-wire.js";
import { SipMutants } from "./support/sip-mutants.js";
import { ordinaryTexts, tortureTexts } from "./support/sip-seeds.js";

const timeout = sipTimeoutMs;
const batch = 50;

/** Of an extension that the PBX knows: it need not prove who it is. */
const options = (branch: string): string =>
  [
    "OPTIONS sip:1001@127.0.0.1 SIP/2.0",
    `Via: SIP/2.0/UDP 127.0.0.1:5099;rport;branch=${branch}`,
    "Max-Forwards: 70",
    "From: <sip:1001@127.0.0.1>;tag=ordinary",
    "To: <sip:1001@127.0.0.1>",
    `Call-ID: ${branch}`,
    "CSeq: 1 OPTIONS",
    "Content-Length: 0",
    "",
    "",
  ].join("\r\n");

const register = (branch: string, more = ""): string =>
  `${options(branch).replaceAll("OPTIONS sip:1001@", "REGISTER sip:").replace("1 OPTIONS", "1 REGISTER").slice(0, -2)}${more}\r\n`;

test("whatever comes to switch, registrar and PBX, they answer an ordinary phone and go on", {
  timeout,
}, async () => {
  const timers = { t1: 10, t2: 80, t4: 100 };
  const rig = await startRig(unlimited(), { timers });
  const wire = await FuzzWire.open(rig.sip);
  onTestFinished(async () => {
    wire.close();
    await rig.stop();
  });
  const mutants = new SipMutants(createRandom(seed), [...ordinaryTexts, ...tortureTexts]);
  const password = rig.setup.current.extensions["1001"]?.secret ?? "";
  let number = 0;
  let registered = 0;
  wire.onText = (text) => {
    if (/^SIP\/2\.0 200[\s\S]*\nCSeq: 1 REGISTER/.test(text)) registered++;
  };

  await fuzzInBatches("SIP at the PBX", batch, sipBudget, async () => {
    const challenged = await wire.service(register);
    const [, challenge = ""] = /^WWW-Authenticate: (.*)$/m.exec(challenged) ?? [];
    for (let index = 0; index < batch; index++) {
      // Each third one has the right password: only what is authentic gets as far as the registrar's own rules.
      const credentials = authorization(
        { method: "REGISTER", uri: "sip:127.0.0.1" },
        challenge.trim(),
        {
          user: "1001",
          password,
        },
        { nc: (index + 1).toString(16).padStart(8, "0") },
      );
      const contact = `Contact: <sip:1001@127.0.0.1:${wire.port}>;expires=60`;
      const proven = register(`z9hG4bKproven${++number}`, `${credentials}\r\n${contact}\r\n`);
      wire.send(index % 3 === 0 ? mutants.next(proven) : mutants.next());
    }
    expect(await wire.service(options)).toMatch(/^SIP\/2\.0 200 /);
    expect(rig.notes.filter((note) => note.includes("internal error"))).toEqual([]);
    rig.pbx.reset();
  });
  expect(registered, "no changed REGISTER was taken: the registrar itself was not reached").toBeGreaterThan(
    0,
  );
});

test("whatever comes to a phone, it answers its PBX and goes on", { timeout }, async () => {
  const late: { calls?: Calls } = {};
  const desk = await openDesk({
    server: { host: "127.0.0.1", port: 9 },
    calls: {
      onMessage: (message, arrival) => late.calls?.onMessage(message, arrival),
      onFlowLost: (reason) => late.calls?.onFlowLost(reason),
    },
  });
  const calls = new Calls(desk.options, desk.transport, {
    callsIdle: () => undefined,
    refusesCalls: () => false,
  });
  late.calls = calls;
  const wire = await FuzzWire.open(desk.transport.local ?? { host: "127.0.0.1", port: 0 });
  onTestFinished(() => {
    calls.stop();
    wire.close();
  });
  const identity = { ...desk.identity, server: { host: "127.0.0.1", port: wire.port } };
  desk.registration.configure(identity);
  calls.configure(identity);
  const mutants = new SipMutants(createRandom(seed), [...ordinaryTexts, ...tortureTexts]);
  let answered = 0;
  wire.onText = (text) => {
    const [method = ""] = text.split(" ");
    if (!/^(?:REGISTER|INVITE|BYE|ACK|CANCEL)$/.test(method)) return;
    answered++;
    // What its server answers is not always what it should be.
    wire.send(mutants.next(answerTo(text, answered)));
  };

  await fuzzInBatches("SIP at a phone", batch, sipBudget, async (round) => {
    desk.registration.register();
    calls.place("2125550188", `call-${round}`);
    for (let index = 0; index < batch; index++) wire.send(mutants.next());
    expect(await wire.service(options)).toMatch(/^SIP\/2\.0 200 /);
    const notes = desk.all("note").map(({ text }) => text);
    expect(notes.filter((note) => note.startsWith("internal error"))).toEqual([]);
    calls.stop();
    desk.registration.stop();
    desk.events.length = 0;
  });
  expect(answered, "the phone asked for nothing: no changed answer was read").toBeGreaterThan(0);
});

/** What a PBX could say to that request: now this, now that. */
function answerTo(request: string, number: number): string {
  const statuses = [
    "200 OK",
    '401 Unauthorized\r\nWWW-Authenticate: Digest realm="r", nonce="n", qop="auth"',
    "180 Ringing",
  ];
  const kept = request.split("\r\n").filter((line) => /^(?:Via|From|Call-ID|CSeq|Contact):/i.test(line));
  const [, to = ""] = /^To: (.*)$/m.exec(request) ?? [];
  const toTag = to.includes("tag=") ? to.trim() : `${to.trim()};tag=fuzz`;
  return [
    `SIP/2.0 ${statuses[number % statuses.length]}`,
    ...kept,
    `To: ${toTag}`,
    "Content-Length: 0",
    "",
    "",
  ].join("\r\n");
}
