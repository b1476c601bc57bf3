import { describe, expect, it } from "vitest";
import { parseAppMessage } from "../../../../../sim/backend/switch/admin/app-message.js";
import { writeRequest } from "../../../../../sim/backend/switch/messages/request-written.js";
import { header, type SipRequest } from "../../../../../sim/sip/message/message.js";

const own = {
  udp: { host: "10.0.0.1", port: 5060 },
  tcp: { host: "10.0.0.1", port: 5060 },
  tls: { host: "10.0.0.1", port: 5061 },
};

function written(text: string, protocol: "udp" | "tcp" = "udp"): SipRequest | undefined {
  const asked = parseAppMessage(text.replaceAll("\n", "\r\n"));
  if (asked?.kind !== "request") throw new Error("not a request");
  return writeRequest(asked, { own, protocol, branch: "z9hG4bKtest" });
}

describe("a request outside a dialog", () => {
  it("gets all that the application leaves out", () => {
    const request = written("INVITE sip:202@10.0.0.6:5062;transport=udp SIP/2.0\n\n");
    expect(request?.headers.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      "Via: SIP/2.0/UDP 10.0.0.1:5060;rport;branch=z9hG4bKtest",
      "Max-Forwards: 70",
      expect.stringMatching(/^From: <sip:10\.0\.0\.1:5060>;tag=[0-9a-f]{13}$/),
      "To: <sip:202@10.0.0.6:5062>",
      expect.stringMatching(/^Call-ID: [0-9a-f-]{36}$/),
      "CSeq: 1 INVITE",
      "Contact: <sip:10.0.0.1:5060>",
    ]);
  });

  it("keeps what the application brings for a repetition with credentials", () => {
    const lines = "from: <sip:a@b>;tag=kept\ncall-id: c1\ncseq: 7 INVITE\nmax-forwards: 20\nvia: its own";
    const request = written(`INVITE sip:x@10.0.0.6 SIP/2.0\n${lines}\n\n`);
    if (!request) throw new Error("nothing written");
    expect(["From", "Call-ID", "CSeq", "Max-Forwards"].map((name) => header(request, name))).toEqual([
      "<sip:a@b>;tag=kept",
      "c1",
      "7 INVITE",
      "20",
    ]);
    expect(request.headers.filter(({ name }) => name.toLowerCase() === "via")).toHaveLength(1);
  });

  it.each([
    ["sip:201@localhost", "<sip:201@10.0.0.1:5060>"],
    ["<sip:201@localhost>;tag=1", "<sip:201@10.0.0.1:5060>;tag=1"],
    ['"Desk, east" <sip:201@localhost;user=phone>', '"Desk, east" <sip:201@10.0.0.1:5060;user=phone>'],
    ["<sip:localhost>", "<sip:10.0.0.1:5060>"],
    ["<sip:201@localhost.example>", "<sip:201@localhost.example>"],
  ])("takes %s as %s", (value, expected) => {
    const request = written(`INVITE sip:x@10.0.0.6 SIP/2.0\nto: ${value}\n\n`);
    expect(request && header(request, "To")).toBe(expected);
  });

  it("writes its Contact for TCP", () => {
    const request = written("SUBSCRIBE sip:x@10.0.0.6 SIP/2.0\n\n", "tcp");
    expect(request && header(request, "Contact")).toBe("<sip:10.0.0.1:5060;transport=tcp>");
    expect(request && header(request, "Via")).toBe("SIP/2.0/TCP 10.0.0.1:5060;branch=z9hG4bKtest");
  });

  it("promises no reliable provisional responses", () => {
    const request = written("INVITE sip:x@10.0.0.6 SIP/2.0\nsupported: timer, 100rel\nrequire: 100rel\n\n");
    expect(request && header(request, "Supported")).toBe("timer");
    expect(request && header(request, "Require")).toBeUndefined();
  });

  it("declares SDP and refuses any other body without a type", () => {
    const request = written("INVITE sip:x@10.0.0.6 SIP/2.0\n\nv=0\n");
    expect(request && header(request, "Content-Type")).toBe("application/sdp");
    expect(written("MESSAGE sip:x@10.0.0.6 SIP/2.0\n\nhello")).toBeUndefined();
  });
});
