import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { header } from "../../../../sim/sip/message/message.js";
import { serializeMessage } from "../../../../sim/sip/message/serialize.js";
import { request } from "./rig/messages.js";
import { anApp, aSwitch, onTcp, onUdp } from "./rig/switch-rig.js";

async function ready() {
  const sipSwitch = await aSwitch();
  const seen: string[] = [];
  await anApp(sipSwitch, (srf) => {
    srf.use((req, res) => {
      seen.push(`${req.method} ${req.get("Subject")}`);
      res.send(200);
    });
    for (const method of ["register", "message", "invite"]) srf.use(method, () => {});
  });
  const phone = await onUdp(sipSwitch);
  const message = serializeMessage(
    request(phone, { method: "MESSAGE", headers: [{ name: "Subject", value: "s" }] }),
  );
  return { sipSwitch, phone, message, seen };
}

describe("input that breaks RFC 3261", () => {
  it.each([
    ["no To", (text: string) => text.replace(/To:.*\r\n/, ""), 400],
    ["no From", (text: string) => text.replace(/From:.*\r\n/, ""), 400],
    ["no Call-ID", (text: string) => text.replace(/Call-ID:.*\r\n/, ""), 400],
    ["no CSeq", (text: string) => text.replace(/CSeq:.*\r\n/, ""), 400],
    ["a CSeq of another method", (text: string) => text.replace(/(CSeq: \d+) MESSAGE/, "$1 INFO"), 400],
    ["two Call-IDs", (text: string) => text.replace(/(Call-ID:.*\r\n)/, "$1$1"), 400],
    ["a NUL", (text: string) => text.replace("Subject: s", "Subject: s\0"), 400],
    ["a header without colon", (text: string) => text.replace("Subject: s", "Subject s"), 400],
    ["another SIP version", (text: string) => text.replace("SIP/2.0\r\n", "SIP/3.0\r\n"), 505],
    [
      "a body shorter than it says",
      (text: string) => text.replace("Content-Length: 0", "Content-Length: 9"),
      400,
    ],
  ])("is answered: %s", async (_name, spoil, status) => {
    const { phone, message, seen } = await ready();
    phone.send(spoil(message));
    const response = await phone.hearText(new RegExp(`^SIP/2\\.0 ${status} `));
    expect(response).toContain(`;rport=${phone.local.port}`);
    for (const name of ["From", "To", "Call-ID", "CSeq"]) {
      expect(response.split(`\r\n${name}:`).length, name).toBeLessThanOrEqual(2);
    }
    expect(seen).toEqual([]);
  });

  it.each([
    ["malformed parameters", /(Via:.*)\r\n/, "$1;;,;,,\r\n", 400],
    ["another SIP version", /Via: SIP\/2\.0/, "Via: SIP/7.0", 400],
  ] as const)("is answered to its source though its Via has %s", async (_name, pattern, spoilt, status) => {
    const { phone, message } = await ready();
    const text = message.replace(pattern, spoilt);
    phone.send(text);
    const response = await phone.hearText(new RegExp(`^SIP/2\\.0 ${status} `));
    expect(response).toContain(`\r\n${/Via:.*\r\n/.exec(text)?.[0]}`);
  });

  it("is dropped when nobody could be answered, and the next message is served", async () => {
    const { phone, message, seen } = await ready();
    for (const garbage of [
      "",
      "\r\n\r\n",
      "\0\0\0\0",
      "hello",
      message.replace(/Via:.*\r\n/, ""),
      message.replace(/Via:.*\r\n/, "Via: nonsense\r\n"),
      "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKstray\r\nCSeq: 1 INVITE\r\n\r\n",
      "ACK sip:a@b SIP/2.0\r\n\r\n",
      "x".repeat(60_000),
    ]) {
      phone.send(garbage);
    }
    phone.send(message);
    await phone.response(200);
    expect(seen).toEqual(["MESSAGE s"]);
    expect(phone.heard).toHaveLength(1);
  });

  it("is an INVITE without Contact: 400", async () => {
    const { phone } = await ready();
    phone.send(serializeMessage(request(phone, { method: "INVITE" })).replace(/Contact:.*\r\n/, ""));
    await phone.response(400);
  });
});

describe("input that is unusual but right", () => {
  it("is handed up with compact names expanded and lines unfolded", async () => {
    const { phone, message, seen } = await ready();
    phone.send(
      message
        .replace("Subject: s", "s: a\r\n  long\r\n\tone")
        .replace("Via:", "v:")
        .replace("From:", "f:")
        .replace("To:", "t:")
        .replace("Call-ID:", "i:"),
    );
    await phone.response(200);
    expect(seen).toEqual(["MESSAGE a long one"]);
  });

  it("is answered to the port of the Via when rport is not asked for", async () => {
    const { sipSwitch, phone, message } = await ready();
    const sender = await onUdp(sipSwitch);
    sender.send(message.replace(";rport", ""));
    const response = await phone.response(200);
    expect(header(response, "Via")).not.toContain("rport");
  });

  it("comes over TCP one byte at a time, then two messages at once, between keep-alives", async () => {
    const { sipSwitch, seen } = await ready();
    const phone = await onTcp(sipSwitch);
    const build = (): string =>
      serializeMessage(
        request(phone, { method: "MESSAGE", transport: "TCP", headers: [{ name: "Subject", value: "t" }] }),
      );
    for (const byte of `\r\n\r\n${build()}`) {
      phone.send(byte);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await phone.response(200);
    phone.send(`${build()}\r\n\r\n${build()}`);
    await phone.hear(() => seen.length === 3 && phone.heard.length === 3);
  });

  it("is garbage on TCP: that connection is closed, others live on", async () => {
    const { sipSwitch } = await ready();
    const other = await onTcp(sipSwitch);
    const socket = connect(sipSwitch.tcp);
    socket.on("error", () => {});
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    socket.resume();
    await once(socket, "close");
    other.send(request(other, { method: "MESSAGE", transport: "TCP" }));
    await other.response(200);
  });
});
