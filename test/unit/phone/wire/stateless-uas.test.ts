import fc from "fast-check";
import { expect, test } from "vitest";
import type { SipMessage } from "../../../../sim/sip/message/message.js";
import { tortureMessages } from "../../../torture/corpus.js";
import { openDesk } from "../registration/test-desk.js";
import { openPeer, request } from "./peer.js";

const server = { host: "127.0.0.1", port: 9 };

async function deskAndPeer() {
  const calls: SipMessage[] = [];
  const desk = await openDesk({
    server,
    calls: { onMessage: (message) => calls.push(message), onFlowLost: () => undefined },
  });
  const peer = await openPeer(desk.transport.local ?? server);
  return { desk, peer, calls };
}

const notify = (callId: string, event: string, cseq = "7 NOTIFY") =>
  request("NOTIFY", { "Call-ID": callId, Event: event, CSeq: cseq, "Subscription-State": "terminated" });

test("OPTIONS is answered with what the phone can, to where it came from", async () => {
  const { peer } = await deskAndPeer();
  const via = "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport, SIP/2.0/TCP 192.0.2.2;branch=z9hG4bK0";
  peer.send(request("OPTIONS", { Via: via }));
  const answer = await peer.until((text) => text.startsWith("SIP/2.0 200 OK\r\n"));
  expect(answer).toContain(
    `Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport=${peer.address.port};received=127.0.0.1, SIP/2.0/TCP 192.0.2.2;branch=z9hG4bK0\r\n`,
  );
  expect(answer).toMatch(/\r\nTo: <sip:1001@127\.0\.0\.1>;tag=\w+\r\n/);
  expect(answer).toContain("\r\nCSeq: 1 OPTIONS\r\n");
  expect(answer).toMatch(/\r\nAllow: INVITE, ACK, BYE, CANCEL, /);
});

test("a repeated OPTIONS gets the very same answer", async () => {
  const { peer } = await deskAndPeer();
  peer.send(request("OPTIONS"));
  await peer.until((text) => text.startsWith("SIP/2.0 200"));
  peer.send(request("OPTIONS"));
  await peer.settled();
  expect(peer.heard[1]).toBe(peer.heard[0]);
});

test.each([
  ["check-sync", false],
  ["check-sync;reboot=false", false],
  ["check-sync;reboot=true", true],
  ["Check-Sync ; Reboot = TRUE", true],
  // K24.
  ['check-sync;reboot="true"', true],
  ['check-sync;reboot="false"', false],
  ["check-sync;reboot=true;", true],
] as const)("NOTIFY %s: answered, and told once however often it is repeated", async (event, reboot) => {
  const { desk, peer } = await deskAndPeer();
  for (let copy = 0; copy < 3; copy++) peer.send(notify("sync-1", event));
  await peer.settled();
  expect(peer.heard.filter((text) => text.includes("sync-1"))).toHaveLength(3);
  expect(peer.heard[0]).toMatch(/^SIP\/2\.0 200 OK\r\n/);
  expect(desk.checkSyncs).toEqual([reboot]);
  peer.send(notify("sync-2", event));
  await peer.settled();
  expect(desk.checkSyncs).toEqual([reboot, reboot]);
});

// proves: F-77
test.each(["Content-Length: 0", "l: 0", "CONTENT-LENGTH: 00"])(
  "K7: NOTIFY check-sync with Content-Length: 0 and %s resyncs",
  async (again) => {
    const { desk, peer } = await deskAndPeer();
    peer.send(
      notify("sync", "check-sync").replace("Content-Length: 0\r\n", `Content-Length: 0\r\n${again}\r\n`),
    );
    await peer.settled();
    expect(peer.heard[0]).toMatch(/^SIP\/2\.0 200 OK\r\n/);
    expect(desk.checkSyncs).toEqual([false]);
  },
);

// proves: F-78
test("a check-sync under the From of somebody else is taken, and what it says of the phone's user is not asked", async () => {
  const { desk, peer } = await deskAndPeer();
  const from = "<sip:default-outbound@192.0.2.7>;tag=f1";
  peer.send(notify("sync", "check-sync;reboot=true").replace(/^From: .*$/m, `From: ${from}`));
  await peer.settled();
  expect(peer.heard[0]).toMatch(/^SIP\/2\.0 200 OK\r\n/);
  expect(peer.heard[0]).toContain(`\r\nFrom: ${from}\r\n`);
  expect(desk.checkSyncs).toEqual([true]);
});

// proves: F-50
test("message waiting and unknown events are answered and mean nothing", async () => {
  const { desk, peer } = await deskAndPeer();
  for (const event of ["message-summary", "talk", "check-synchronous"]) peer.send(notify(event, event));
  peer.send(request("NOTIFY"));
  await peer.settled();
  expect(peer.heard.filter((text) => text.startsWith("SIP/2.0 200"))).toHaveLength(5);
  expect(desk.checkSyncs).toEqual([]);
});

test.each(["SUBSCRIBE", "PUBLISH", "UPDATE", "PRACK", "REGISTER", "FOO"])(
  "%s is not allowed",
  async (method) => {
    const { peer, calls } = await deskAndPeer();
    peer.send(request(method));
    const answer = await peer.until((text) => text.startsWith("SIP/2.0 405 "));
    expect(answer).toContain("\r\nAllow: INVITE, ");
    expect(calls).toEqual([]);
  },
);

test.each(["OPTIONS", "NOTIFY"])(
  "%s that requires an extension: 420, and nothing is done",
  async (method) => {
    const { desk, peer } = await deskAndPeer();
    peer.send(request(method, { Require: "path", Event: "check-sync" }));
    const answer = await peer.until((text) => text.startsWith("SIP/2.0 420 "));
    expect(answer).toContain("\r\nUnsupported: path\r\n");
    expect(desk.checkSyncs).toEqual([]);
  },
);

test("what belongs to dialogs goes to the calls, and only that", async () => {
  const { peer, calls } = await deskAndPeer();
  const methods = ["INVITE", "ACK", "BYE", "CANCEL", "REFER", "MESSAGE", "INFO"];
  for (const method of methods) peer.send(request(method));
  await peer.settled();
  expect(calls.map((message) => message.kind === "request" && message.method)).toEqual(methods);
  expect(peer.heard).toHaveLength(1);
});

test("responses go by the letter and the token in the branch; a stranger's are noted and dropped", async () => {
  const { desk, peer, calls } = await deskAndPeer();
  const response = (branch: string) =>
    request("INVITE", { Via: `SIP/2.0/UDP 127.0.0.1;branch=${branch}` }).replace(
      /^.*/,
      "SIP/2.0 180 Ringing",
    );
  const { token } = desk.transport;
  const other = token === "123456" ? "654321" : "123456";
  for (const branch of [`df.${token}.1.abcd`, `dj.${token}.1`, `dj.${other}.1`, "dx.1", "-other"]) {
    peer.send(response(`z9hG4bK${branch}`));
  }
  await peer.settled();
  expect(calls).toHaveLength(1);
  expect(desk.counters.late).toBe(1);
  expect(desk.all("note").map(({ text }) => text)).toEqual(
    Array(3).fill("response to nothing that was sent: SIP/2.0 180 Ringing"),
  );
});

test("RFC 4475: each message gets the answer that the RFC names, or none; the phone lives on", async () => {
  const { peer } = await deskAndPeer();
  for (const { name, data, outcome } of tortureMessages()) {
    const before = peer.heard.length;
    peer.send(data);
    await peer.settled();
    const answers = peer.heard.slice(before, -1).map((text) => Number(text.slice(8, 11)));
    if (outcome.kind === "answer") {
      expect(answers, name).toHaveLength(1);
      expect(outcome.statuses, name).toContain(answers[0]);
    } else if (outcome.kind === "drop") expect(answers, name).toEqual([]);
  }
});

test("calls that throw do not harm the flow", async () => {
  const desk = await openDesk({
    server,
    calls: {
      onMessage: () => {
        throw new Error("a bug behind the flow");
      },
      onFlowLost: () => undefined,
    },
  });
  const peer = await openPeer(desk.transport.local ?? server);
  peer.send(request("INVITE"));
  await peer.settled();
  expect(desk.all("note").map(({ text }) => text)).toEqual([
    "internal error: INVITE sip:1001@127.0.0.1 SIP/2.0: a bug behind the flow",
  ]);
});

test("no datagram stops the phone from answering", async () => {
  const { peer, desk } = await deskAndPeer();
  const sound = request("OPTIONS");
  const branch = `SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKdf.${desk.transport.token}.1.abcd\r\n`;
  const cut = fc.nat(sound.length).map((end) => Buffer.from(sound.slice(0, end)));
  const noise = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  const torn = fc
    .tuple(fc.nat(sound.length), fc.string())
    .map(([at, text]) => Buffer.from(sound.slice(0, at) + text + sound.slice(at + text.length)));
  const answered = fc.string().map((text) => Buffer.from(branch + text));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(cut, noise, torn, answered), { minLength: 1, maxLength: 8 }),
      async (all) => {
        for (const data of all) peer.send(data);
        await peer.settled();
      },
    ),
    { numRuns: 60 },
  );
});
