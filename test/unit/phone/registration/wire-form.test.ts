import { expect, test } from "vitest";
import { digestHex } from "../../../../sim/sip/digest/hash.js";
import { type Heard, ScriptedRegistrar } from "./scripted-registrar.js";
import { openDesk } from "./test-desk.js";

const challenge = 'realm="asterisk",nonce="n1",opaque="o1",algorithm=MD5,qop="auth"';

/** As the RFC has it, with nothing of the product but the hash. */
function expectedResponse(request: Heard): string {
  const ha1 = digestHex("MD5", "1001:asterisk:wire-secret");
  const ha2 = digestHex("MD5", `REGISTER:${request.credential("uri")}`);
  const middle = ["nonce", "nc", "cnonce", "qop"].map((name) => request.credential(name)).join(":");
  return digestHex("MD5", `${ha1}:${middle}:${ha2}`);
}

test("a registration on the wire, byte by byte", async () => {
  const registrar = await ScriptedRegistrar.udp((request, index) =>
    index === 0 ? request.challenge(challenge) : request.accept(),
  );
  const desk = await openDesk({ server: registrar.address });
  desk.registration.register();
  await desk.until("registered");
  const [first, second] = registrar.heard;
  const near = `127.0.0.1:${desk.transport.local?.port}`;
  const far = `127.0.0.1:${registrar.address.port}`;
  const callId = first?.header("Call-ID");
  const tag = /tag=(\w+)/.exec(first?.header("From") ?? "")?.[1];
  const salt = first?.branch.slice(-4);
  expect(first?.text).toBe(
    [
      `REGISTER sip:${far} SIP/2.0`,
      `Via: SIP/2.0/UDP ${near};rport;branch=z9hG4bKdf.${desk.transport.token}.1.${salt}`,
      "Max-Forwards: 70",
      `From: "Ada Lovelace" <sip:1001@127.0.0.1>;tag=${tag}`,
      "To: <sip:1001@127.0.0.1>",
      `Call-ID: ${callId}`,
      "CSeq: 1 REGISTER",
      `Contact: <sip:1001@${near}>`,
      "User-Agent: ClearlyIP CIP270 2.42.6.3.36 00:1f:c1:00:00:07",
      "Expires: 300",
      "Content-Length: 0",
      "",
      "",
    ].join("\r\n"),
  );
  if (second === undefined) throw new Error("no second request");
  const cnonce = second.credential("cnonce");
  expect(cnonce).toMatch(/^[0-9a-f]{16}$/);
  expect(second.header("Authorization")).toBe(
    `Digest username="1001", realm="asterisk", nonce="n1", uri="sip:${far}", response="${expectedResponse(second)}"` +
      `, algorithm=MD5, opaque="o1", qop=auth, nc=00000001, cnonce="${cnonce}"`,
  );
  expect(second.header("CSeq")).toBe("2 REGISTER");
  expect(second.header("Call-ID")).toBe(callId);
  expect(desk.all("registration")).toEqual([
    { type: "registration", state: "registering", extension: "1001" },
    {
      type: "registration",
      state: "registered",
      extension: "1001",
      status: 200,
      expiresSeconds: 300,
      contacts: 1,
    },
  ]);
});

test("CSeq rises from challenge to refresh to leaving, nc with each use of the nonce", async () => {
  const registrar = await ScriptedRegistrar.udp((request, index) => {
    if (index === 0) return request.challenge(challenge);
    return request.header("Expires") === "0" ? request.answer("200 OK") : request.accept(1);
  });
  const desk = await openDesk({ server: registrar.address });
  desk.registration.register();
  await registrar.request(3);
  await desk.until("registered", 3);
  await desk.registration.unregister("own-contact");
  expect(registrar.heard.map(({ cseq }) => cseq)).toEqual([1, 2, 3, 4, 5]);
  expect(registrar.heard.map((request) => request.credential("nc"))).toEqual([
    undefined,
    "00000001",
    "00000002",
    "00000003",
    "00000004",
  ]);
  expect(new Set(registrar.heard.slice(1).map((request) => request.credential("cnonce"))).size).toBe(1);
  expect(new Set(registrar.heard.map((request) => request.header("Call-ID"))).size).toBe(1);
  const last = registrar.heard.at(-1);
  expect(last?.header("Contact")).toBe(`<sip:1001@127.0.0.1:${desk.transport.local?.port}>;expires=0`);
  expect(last?.header("Expires")).toBe("0");
  for (const request of registrar.heard.slice(1)) {
    expect(request.credential("response")).toBe(expectedResponse(request));
  }
  expect(desk.registration.state).toBe("unregistered");
});

test("retransmissions are byte-identical, and marked in the record", async () => {
  const registrar = await ScriptedRegistrar.udp((request, _, copy) =>
    copy < 3 ? undefined : request.accept(),
  );
  const desk = await openDesk({ server: registrar.address });
  desk.registration.register();
  await desk.until("registered");
  const [first] = registrar.heard;
  const copies = registrar.copies.slice(0, 3);
  for (const copy of copies) expect(copy.text).toBe(first?.text);
  expect(desk.counters.sent).toBe(1);
  expect(desk.counters.retransmits).toBeGreaterThanOrEqual(3);
  expect(
    desk
      .all("sip")
      .filter(({ direction }) => direction === "sent")
      .map(({ repeat }) => repeat)
      .slice(0, 4),
  ).toEqual([false, true, true, true]);
});

test("a phone without display name shows none, one with quotes and line ends does no harm", async () => {
  const registrar = await ScriptedRegistrar.udp((request) => request.accept());
  const plain = await openDesk({ server: registrar.address, identity: { displayName: "" } });
  plain.registration.register();
  const quoted = await openDesk({ server: registrar.address, identity: { displayName: 'É "x"\r\nEvil: 1' } });
  await plain.until("registered");
  quoted.registration.register();
  await quoted.until("registered");
  expect(registrar.heard[0]?.header("From")).toMatch(/^<sip:1001@127\.0\.0\.1>;tag=/);
  expect(registrar.heard[1]?.header("From")).toContain('"É \\"x\\"Evil: 1" <sip:1001@127.0.0.1>');
});

test("K25: the extension 10#1 is written escaped, and found again in the answer", async () => {
  const registrar = await ScriptedRegistrar.udp((request) => request.accept());
  const desk = await openDesk({ server: registrar.address, identity: { extension: "10#1" } });
  desk.registration.register();
  await desk.until("registered");
  const [request] = registrar.heard;
  for (const name of ["From", "To", "Contact"])
    expect(request?.header(name)).toContain("<sip:10%231@127.0.0.1");
});
