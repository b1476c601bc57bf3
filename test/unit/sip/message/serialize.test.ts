import { describe, expect, test } from "vitest";
import { header, type SipRequest } from "../../../../sim/sip/message/message.js";
import { parseMessage } from "../../../../sim/sip/message/parse.js";
import { reasonPhrase, responseTo, serializeMessage } from "../../../../sim/sip/message/serialize.js";
import { requestText } from "./wire-texts.js";

function request(text: string): SipRequest {
  const parsed = parseMessage(text);
  if (!parsed.ok || parsed.message.kind !== "request") throw new Error("no request");
  return parsed.message;
}

describe("serializeMessage", () => {
  test("writes one Content-Length, in bytes, whatever the headers say", () => {
    const message: SipRequest = {
      kind: "request",
      method: "MESSAGE",
      uri: "sip:a@b",
      headers: [
        { name: "content-length", value: "999" },
        { name: "Content-Type", value: "text/plain" },
        { name: "Content-Length", value: "1" },
      ],
      body: "Zoë 📞",
    };
    expect(serializeMessage(message)).toBe(
      "MESSAGE sip:a@b SIP/2.0\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nZoë 📞",
    );
  });
});

describe("responseTo", () => {
  const via = "SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bKa;rport";

  test("copies what a response must hold, in order, and nothing else", () => {
    const response = responseTo(request(requestText({ via: "SIP/2.0/TCP second;branch=z9hG4bKb" })), 486);
    expect(response).toEqual({
      kind: "response",
      status: 486,
      reason: "Busy Here",
      headers: [
        { name: "Via", value: via },
        { name: "From", value: '"Lobby" <sip:1001@pbx.test>;tag=1' },
        { name: "To", value: "<sip:911@pbx.test>" },
        { name: "Call-ID", value: "abc@127.0.0.1" },
        { name: "CSeq", value: "1 INVITE" },
        { name: "via", value: "SIP/2.0/TCP second;branch=z9hG4bKb" },
      ],
      body: "",
    });
  });

  test("adds a To tag where there is none, further headers and a body", () => {
    const extra = {
      toTag: "mine",
      headers: [{ name: "Contact", value: "<sip:911@pbx.test>" }],
      body: "v=0\r\n",
    };
    const response = responseTo(request(requestText()), 200, "Fine", extra);
    expect(header(response, "To")).toBe("<sip:911@pbx.test>;tag=mine");
    expect(response).toMatchObject({ reason: "Fine", body: "v=0\r\n" });
    expect(response.headers.at(-1)).toEqual({ name: "Contact", value: "<sip:911@pbx.test>" });
    const tagged = request(requestText({ To: "<sip:911@pbx.test>;tag=theirs" }));
    expect(header(responseTo(tagged, 200, undefined, extra), "To")).toBe("<sip:911@pbx.test>;tag=theirs");
  });
});

test("a status without phrase has that of its class", () => {
  expect([200, 403, 423, 499, 503, 699].map(reasonPhrase)).toEqual([
    "OK",
    "Forbidden",
    "Interval Too Brief",
    "Bad Request",
    "Service Unavailable",
    "Busy Everywhere",
  ]);
});
