import fc from "fast-check";
import { expect, test } from "vitest";
import { agentOf, topBranch, transactionKey, wireBranch } from "../../../../sim/phone/calls/branches.js";
import type { SipRequest, SipResponse } from "../../../../sim/sip/message/message.js";

const response = (via: string): SipResponse => ({
  kind: "response",
  status: 200,
  reason: "OK",
  headers: [{ name: "Via", value: via }],
  body: "",
});

const request = (method: string, via: string, to = "<sip:1001@pbx>"): SipRequest => ({
  kind: "request",
  method,
  uri: "sip:1001@127.0.0.1",
  headers: Object.entries({
    Via: via,
    From: "<sip:1002@pbx>;tag=f",
    To: to,
    "Call-ID": "c",
    CSeq: `1 ${method}`,
  }).map(([name, value]) => ({ name, value })),
  body: "",
});

test("a branch goes out with token and agent, whatever its number", () => {
  fc.assert(
    fc.property(fc.nat(9_999_999), fc.nat(1000), fc.nat(999_999), (number, agent, digits) => {
      const token = String(digits).padStart(6, "0");
      const branch = wireBranch(`z9hG4bK${number}`, { token, agent });
      expect(branch).toBe(`z9hG4bKdj.${token}.${agent}.${number}`);
      const back = response(`SIP/2.0/UDP pbx;x="a,b";branch=${branch}, SIP/2.0/UDP b;branch=z9hG4bK1`);
      expect(topBranch(back)).toBe(branch);
      expect(agentOf(back)).toBe(agent);
    }),
  );
});

test("a branch that is not of the calls belongs to no user agent", () => {
  expect(agentOf(response("SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK4711;rport"))).toBeUndefined();
});

test("with the cookie, branch and sent-by are the transaction; its CANCEL and ACK are of it", () => {
  const via = "SIP/2.0/UDP pbx_1:5070;branch=z9hG4bKa;rport";
  expect(transactionKey(request("CANCEL", via))).toBe(transactionKey(request("INVITE", via)));
  expect(transactionKey(request("INVITE", via.replace("5070", "5071")))).not.toBe(
    transactionKey(request("INVITE", via)),
  );
});

test.each(["SIP/2.0/UDP pbx", "SIP/2.0/UDP pbx;branch=1"])(
  "without it, %s and what RFC 2543 compared",
  (via) => {
    const invite = request("INVITE", via);
    expect(transactionKey(request("ACK", via, "<sip:1001@pbx>;tag=t"))).toBe(transactionKey(invite));
    expect(transactionKey({ ...invite, uri: "sip:1003@pbx" })).not.toBe(transactionKey(invite));
  },
);
