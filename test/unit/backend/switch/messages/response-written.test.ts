import { describe, expect, it } from "vitest";
import { parseAppMessage } from "../../../../../sim/backend/switch/admin/app-message.js";
import { writeResponse } from "../../../../../sim/backend/switch/messages/response-written.js";
import type { SipRequest } from "../../../../../sim/sip/message/message.js";

const own = {
  udp: { host: "10.0.0.1", port: 5060 },
  tcp: { host: "10.0.0.1", port: 5060 },
  tls: { host: "10.0.0.1", port: 5061 },
};

function request(method: string): SipRequest {
  return {
    kind: "request",
    method,
    uri: "sip:1002@10.0.0.1",
    headers: [
      { name: "Via", value: "SIP/2.0/UDP one" },
      { name: "Via", value: "SIP/2.0/UDP two" },
      { name: "Record-Route", value: "<sip:one;lr>" },
      { name: "From", value: "<sip:1001@pbx>;tag=f" },
      { name: "To", value: "<sip:1002@pbx>" },
      { name: "Call-ID", value: "c1" },
      { name: "CSeq", value: `1 ${method}` },
    ],
    body: "",
  };
}

function written(method: string, text: string): string[] | undefined {
  const answer = parseAppMessage(text.replaceAll("\n", "\r\n"));
  if (answer?.kind !== "response") throw new Error("not a response");
  const response = writeResponse(request(method), answer, { own, protocol: "udp", toTag: "t" });
  return response?.headers.map(({ name, value }) => `${name}: ${value}`);
}

const copied = ["From: <sip:1001@pbx>;tag=f", "To: <sip:1002@pbx>;tag=t", "Call-ID: c1"];
const vias = ["Via: SIP/2.0/UDP one", "Via: SIP/2.0/UDP two"];
const route = "Record-Route: <sip:one;lr>";
const contact = "Contact: <sip:10.0.0.1:5060>";

describe("a response of an application", () => {
  it.each([180, 183, 200])("that is %i to an INVITE has what makes a dialog", (status) => {
    expect(written("INVITE", `SIP/2.0 ${status} x\nfrom: other\nto: other\nvia: other\n\n`)).toEqual([
      ...vias,
      route,
      ...copied,
      "CSeq: 1 INVITE",
      contact,
    ]);
  });

  it("that is a failure has no route and no Contact", () => {
    expect(written("INVITE", "SIP/2.0 486 Busy Here\n\n")).toEqual([...vias, ...copied, "CSeq: 1 INVITE"]);
  });

  it("that is 100 has no tag", () => {
    expect(written("INVITE", "SIP/2.0 100 Trying\n\n")).toContain("To: <sip:1002@pbx>");
  });

  it("keeps its own Contact", () => {
    expect(
      written("INVITE", "SIP/2.0 200 OK\ncontact: <sip:me@x>\n\n")?.filter((each) => /^contact/i.test(each)),
    ).toEqual(["Contact: <sip:me@x>"]);
  });

  it("spells headers as the RFCs do, challenges one to a line", () => {
    const lines = 'www-authenticate: Digest realm="a, b", nonce="1",Digest realm="c"\nx-own: 1\nX-Own: 2';
    expect(written("REGISTER", `SIP/2.0 401 Unauthorized\n${lines}\n\n`)?.slice(-4)).toEqual([
      'WWW-Authenticate: Digest realm="a, b", nonce="1"',
      'WWW-Authenticate: Digest realm="c"',
      "X-Own: 1",
      "X-Own: 2",
    ]);
  });

  it("promises no reliable provisional responses", () => {
    const lines = "require: 100rel\nrseq: 1\nsupported: 100rel, timer";
    expect(written("INVITE", `SIP/2.0 183 Session Progress\n${lines}\n\n`)?.slice(-1)).toEqual([
      "Supported: timer",
    ]);
  });

  it("needs a type for a body that is not SDP", () => {
    expect(written("MESSAGE", "SIP/2.0 200 OK\n\nhello")).toBeUndefined();
    expect(written("INVITE", "SIP/2.0 200 OK\n\nv=0")).toContain("Content-Type: application/sdp");
  });
});
