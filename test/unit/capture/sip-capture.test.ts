import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { ManualClock } from "../../../sim/model/manual-clock.js";
import { header, headersOf, type SipMessage, type SipRequest } from "../../../sim/sip/message/message.js";
import { parseMessage } from "../../../sim/sip/message/parse.js";
import { responseTo, serializeMessage } from "../../../sim/sip/message/serialize.js";
import { loopback, testCapture } from "./test-capture.js";

interface Peer {
  readonly port: number;
  send(text: string, port: number): void;
  /** The next message, and where it came from. */
  next(): Promise<{ message: SipMessage; port: number }>;
}

async function peer(): Promise<Peer> {
  const socket: Socket = createSocket("udp4");
  const arrived: { data: Buffer; port: number }[] = [];
  socket.on("message", (data, from) => {
    arrived.push({ data, port: from.port });
    socket.emit("arrived");
  });
  await new Promise<void>((resolve) => socket.bind(0, loopback, resolve));
  onTestFinished(() => void socket.close());
  return {
    port: socket.address().port,
    send: (text, port) => socket.send(text, port, loopback),
    next: async () => {
      while (arrived.length === 0) await once(socket, "arrived");
      const { data, port } = arrived.shift() ?? { data: Buffer.alloc(0), port: 0 };
      const parsed = parseMessage(data);
      if (!parsed.ok) throw new Error(parsed.reason);
      return { message: parsed.message, port };
    },
  };
}

function request(method: string, uri: string, from: number, more: readonly string[] = []): string {
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/UDP ${loopback}:${from};branch=z9hG4bK-${method}-1;rport`,
    "From: <sip:1001@pbx>;tag=a",
    `To: <${uri}>`,
    "Call-ID: c1",
    `CSeq: 1 ${method}`,
    "Max-Forwards: 70",
    `Contact: <sip:1001@${loopback}:${from}>`,
    "User-Agent: Phone 001fc1000001",
    ...more,
    "Content-Length: 0",
    "",
    "",
  ].join("\r\n");
}

function asRequest(message: SipMessage): SipRequest {
  if (message.kind !== "request") throw new Error("a response");
  return message;
}

test("a REGISTER goes on with a Contact by which the PBX calls through us; digest and answer are kept", async () => {
  const [pbx, phone] = [await peer(), await peer()];
  const { capture, events } = await testCapture(1, pbx.port);
  const uri = `sip:${loopback}:${capture.own.sip.port}`;
  const secret =
    'Authorization: Digest username="1001", realm="r", nonce="n", uri="x", response="0123456789abcdef"';
  phone.send(request("REGISTER", uri, phone.port, [secret]), capture.own.sip.port);
  const register = await pbx.next();
  const asked = asRequest(register.message);
  expect(asked.uri).toBe(uri);
  expect(header(asked, "Authorization")).toContain("0123456789abcdef");
  expect(header(asked, "Max-Forwards")).toBe("69");
  const contact = `<sip:1001@${loopback}:${register.port}>`;
  expect(header(asked, "Contact")).toBe(contact);

  const headers = [{ name: "Contact", value: `${contact};expires=60` }];
  pbx.send(serializeMessage(responseTo(asked, 200, "OK", { headers, toTag: "p" })), register.port);
  const { message: answer } = await phone.next();
  expect(headersOf(answer, "Via")).toEqual([
    `SIP/2.0/UDP ${loopback}:${phone.port};branch=z9hG4bK-REGISTER-1;rport=${phone.port};received=${loopback}`,
  ]);
  expect(header(answer, "Contact")).toBe(`<sip:1001@${loopback}:${phone.port}>;expires=60`);

  // What the PBX asks of that contact comes to the phone, and its answer goes back.
  pbx.send(request("OPTIONS", `sip:1001@${loopback}:${register.port}`, pbx.port), register.port);
  const options = asRequest((await phone.next()).message);
  expect(options.uri).toBe(`sip:1001@${loopback}:${phone.port}`);
  phone.send(serializeMessage(responseTo(options, 200, "OK", { toTag: "q" })), capture.own.sip.port);
  const { message: answered } = await pbx.next();
  expect(headersOf(answered, "Via")).toEqual([
    `SIP/2.0/UDP ${loopback}:${pbx.port};branch=z9hG4bK-OPTIONS-1;rport`,
  ]);
  expect(events.map((each) => each.type === "sip" && [each.direction, each.startLine, each.phone])).toEqual([
    ["sent", `REGISTER ${uri} SIP/2.0`, "001fc1000001"],
    ["received", "SIP/2.0 200 OK", "001fc1000001"],
    ["received", `OPTIONS sip:1001@${loopback}:${register.port} SIP/2.0`, "001fc1000001"],
    ["sent", "SIP/2.0 200 OK", "001fc1000001"],
  ]);
  expect(JSON.stringify(events)).not.toContain("0123456789abcdef");
});

test("an INVITE and its ACK have one branch; a call to 911 gets 403, and the PBX hears nothing of it", async () => {
  const [pbx, phone] = [await peer(), await peer()];
  const { capture, events } = await testCapture(1, pbx.port);
  const { port } = capture.own.sip;
  phone.send(request("INVITE", `sip:911@${loopback}:${port}`, phone.port), port);
  expect((await phone.next()).message).toMatchObject({ kind: "response", status: 403 });
  expect(events).toMatchObject([
    { type: "sip", direction: "sent" },
    { type: "note", text: expect.stringContaining("911 is an emergency number") },
    { type: "sip", direction: "received", startLine: "SIP/2.0 403 Forbidden" },
  ]);
  const invite = request("INVITE", `sip:1002@${loopback}:${port}`, phone.port);
  phone.send(invite, port);
  phone.send(invite.replaceAll("INVITE sip", "ACK sip").replace("1 INVITE", "1 ACK"), port);
  // The first that the PBX hears.
  const [first, second] = [asRequest((await pbx.next()).message), asRequest((await pbx.next()).message)];
  expect([first.method, first.uri, second.method]).toEqual(["INVITE", `sip:1002@${loopback}:${port}`, "ACK"]);
  expect(headersOf(first, "Via")[0]).toBe(headersOf(second, "Via")[0]);
});

test("allowed numbers are handed on", async () => {
  const [pbx, phone] = [await peer(), await peer()];
  const { capture } = await testCapture(1, pbx.port, ["933"]);
  phone.send(request("INVITE", "sip:933@x", phone.port), capture.own.sip.port);
  expect(asRequest((await pbx.next()).message).uri).toBe("sip:933@x");
});

test("what is no SIP is noted and not handed on; a request without hops left gets 483", async () => {
  const [pbx, phone] = [await peer(), await peer()];
  const { capture, events } = await testCapture(1, pbx.port);
  const { port } = capture.own.sip;
  phone.send("not SIP at all", port);
  phone.send(request("OPTIONS", "sip:x@y", phone.port).replace("Max-Forwards: 70", "Max-Forwards: 0"), port);
  expect((await phone.next()).message).toMatchObject({ status: 483 });
  expect(events[0]).toMatchObject({ type: "note", text: expect.stringContaining("not handed on") });
});

test("a PBX that does not answer is noted once, until it is heard again", async () => {
  const [pbx, phone] = [await peer(), await peer()];
  const clock = new ManualClock();
  const { capture, events } = await testCapture(1, pbx.port, [], clock);
  const notes = () => events.flatMap((event) => (event.type === "note" ? [event.text] : []));
  const ask = async (call: string) => {
    const text = request("OPTIONS", "sip:x@y", phone.port).replace("Call-ID: c1", `Call-ID: ${call}`);
    phone.send(text, capture.own.sip.port);
    return pbx.next();
  };
  await ask("c1");
  clock.advance(7999);
  expect(notes()).toEqual([]);
  clock.advance(1);
  expect(notes()).toEqual([
    expect.stringMatching(new RegExp(`^SIP ${loopback}:${pbx.port}: no answer .*within 8 s$`)),
  ]);
  const { message, port } = await ask("c2");
  clock.advance(8000);
  expect(notes()).toHaveLength(1);
  pbx.send(serializeMessage(responseTo(asRequest(message), 200, "OK", { toTag: "p" })), port);
  await phone.next();
  await ask("c3");
  clock.advance(8000);
  expect(notes()).toHaveLength(2);
});

test("a PBX that takes no connection is noted at once", async () => {
  const { capture, transcript } = await testCapture(1, 1);
  const noted = new Promise<string>((resolve) => {
    transcript.subscribe((event) => event.type === "note" && resolve(event.text));
  });
  const socket = connect(capture.own.sip.port, loopback);
  onTestFinished(() => void socket.destroy());
  socket.write(request("OPTIONS", "sip:x@y", 5060).replace("SIP/2.0/UDP", "SIP/2.0/TCP"));
  expect(await noted).toBe(`SIP ${loopback}:1: connection refused`);
});
