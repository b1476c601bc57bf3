import { describe, expect, it } from "vitest";
import { bodyParts } from "../../../../sim/sip/message/body-parts.js";
import type { SipRequest } from "../../../../sim/sip/message/message.js";
import { sessionOf } from "../../../../sim/sip/sdp/session-of.js";

const sdp = "v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";
const pidf = '<?xml version="1.0"?>\r\n<presence/>\r\n';

function invite(contentType: string | undefined, body: string): SipRequest {
  const headers = contentType === undefined ? [] : [{ name: "Content-Type", value: contentType }];
  return { kind: "request", method: "INVITE", uri: "sip:911@pbx", headers, body };
}

const sdpPart = `Content-Type: application/sdp\r\n\r\n${sdp}`;
const pidfPart = `Content-Type: application/pidf+xml\r\nContent-ID: <here@phone>\r\n\r\n${pidf}`;
const mixed = `--b1\r\n${sdpPart}\r\n--b1\r\n${pidfPart}\r\n--b1--\r\n`;

describe("K6: the SDP of a body in parts is found", () => {
  const found: Record<string, [contentType: string | undefined, body: string]> = {
    "multipart/mixed": ["multipart/mixed; boundary=b1", mixed],
    "multipart/related with start": ['multipart/related;type="application/sdp";boundary=b1', mixed],
    "multipart/alternative": ["multipart/alternative;boundary=b1", mixed],
    "quoted boundary": ['multipart/mixed; boundary="b1"', mixed],
    "boundary with blanks and colons": [
      'multipart/mixed; boundary="a b:1=?"',
      mixed.replaceAll("--b1", "--a b:1=?"),
    ],
    "escaped quote in the boundary": ['multipart/mixed;boundary="b\\1"', mixed],
    "type in capitals, blanks around ;": ["Multipart/MIXED ; Boundary=b1", mixed],
    "location first": [
      "multipart/mixed;boundary=b1",
      `--b1\r\n${pidfPart}\r\n--b1\r\n${sdpPart}\r\n--b1--\r\n`,
    ],
    "preamble and epilogue": ["multipart/mixed;boundary=b1", `For old readers.\r\n\r\n${mixed}Bye.\r\n`],
    "a line end before the first delimiter": ["multipart/mixed;boundary=b1", `\r\n${mixed}`],
    "blanks behind the boundary": [
      "multipart/mixed;boundary=b1",
      mixed.replaceAll("--b1\r", "--b1 \t\r").replace("--b1--\r", "--b1-- \r"),
    ],
    "no line end at the end": ["multipart/mixed;boundary=b1", mixed.trimEnd()],
    "no closing delimiter": ["multipart/mixed;boundary=b1", `--b1\r\n${pidfPart}\r\n--b1\r\n${sdpPart}\r\n`],
    "LF line ends": ["multipart/mixed;boundary=b1", mixed.replaceAll("\r\n", "\n")],
    "LF around the parts, CR LF in them": [
      "multipart/mixed;boundary=b1",
      `--b1\n${sdpPart}\n--b1\n${pidfPart}\n--b1--\n`,
    ],
    "charset behind the type": [
      "multipart/mixed;charset=utf-8;boundary=b1",
      mixed.replace("application/sdp", "application/sdp;charset=UTF-8"),
    ],
    "type of the part in capitals": [
      "multipart/mixed;boundary=b1",
      mixed.replace("application/sdp", "Application/SDP"),
    ],
    "compact and folded headers": [
      "multipart/mixed;boundary=b1",
      mixed.replace("Content-Type: application/sdp", "c:\r\n application/sdp"),
    ],
    "Content-Disposition: session": [
      "multipart/mixed;boundary=b1",
      mixed.replace(
        "application/sdp\r\n",
        "application/sdp\r\nContent-Disposition: Session;handling=required\r\n",
      ),
    ],
    "an unknown part, handling=optional": [
      "multipart/mixed;boundary=b1",
      `--b1\r\nContent-Type: x/y\r\nContent-Disposition: render;handling=optional\r\n\r\n?\r\n${mixed}`,
    ],
    "no readable boundary told": ['multipart/mixed;boundary="b1', mixed],
    "no boundary told": ["multipart/mixed", `For old readers.\r\n${mixed}`],
    "another SDP for early media first": [
      "multipart/mixed;boundary=b1",
      `--b1\r\nContent-Disposition: early-session\r\n${sdpPart.replace("4000", "5000")}\r\n${mixed}`,
    ],
    nested: [
      "multipart/mixed;boundary=outer",
      `--outer\r\nContent-Type: text/plain\r\n\r\nhi\r\n--outer\r\nContent-Type: multipart/related;boundary=b1\r\n\r\n${mixed}\r\n--outer--\r\n`,
    ],
    "nested, the inner boundary longer by a letter": [
      "multipart/mixed;boundary=b",
      `--b\r\nContent-Type: multipart/related;boundary=b1\r\n\r\n${mixed}\r\n--b--\r\n`,
    ],
    "a part without headers and an empty one beside it": [
      "multipart/mixed;boundary=b1",
      `--b1\r\n\r\nhello\r\n--b1\r\n\r\n${mixed}`,
    ],
    "no multipart": ["application/sdp", sdp],
    "no multipart, with charset": ["Application/SDP ; charset=utf-8", sdp],
    "no Content-Type": [undefined, sdp],
  };
  it.each(Object.entries(found))("%s", (_name, [contentType, body]) => {
    const read = sessionOf(invite(contentType, body));
    expect(read.fault).toBeUndefined();
    expect(read.sdp?.replaceAll(/\r?\n/g, "\r\n").trimEnd()).toBe(sdp.trimEnd());
  });

  it("every part is reported with its type and disposition", () => {
    const body = mixed.replace(
      "<here@phone>",
      "<here@phone>\r\nContent-Disposition: render; handling=optional",
    );
    expect(bodyParts(invite("multipart/mixed;boundary=b1", body))).toEqual({
      ok: true,
      parts: [
        { type: "application/sdp", disposition: "", required: false, content: sdp },
        { type: "application/pidf+xml", disposition: "render", required: false, content: pidf },
      ],
    });
  });
});

describe("K6: what has no SDP", () => {
  it.each([
    ["another type", "application/pidf+xml", pidf, "application/pidf+xml"],
    [
      "parts of other types",
      "multipart/mixed;boundary=b1",
      `--b1\r\n${pidfPart}\r\n--b1\r\n\r\nhi\r\n--b1--\r\n`,
      "application/pidf+xml, text/plain",
    ],
    ["no type, no SDP", undefined, "hello", "text/plain"],
  ])("is 415, as from Asterisk: %s", (_name, contentType, body, types) => {
    const fault = { status: 415, reason: `no SDP, but ${types}` };
    expect(sessionOf(invite(contentType, body))).toEqual({ sdp: undefined, fault });
  });

  it("no body is an invitation to offer", () => {
    expect(sessionOf(invite(undefined, ""))).toEqual({ sdp: undefined, fault: undefined });
  });

  it("an unknown part with handling=required is 415, and the SDP is found for who takes it all the same", () => {
    const foreign = "Content-Type: x/y\r\nContent-Disposition: by-reference;handling=required\r\n\r\n?";
    expect(sessionOf(invite("multipart/mixed;boundary=b1", `--b1\r\n${foreign}\r\n${mixed}`))).toEqual({
      sdp,
      fault: { status: 415, reason: "x/y is required and not known" },
    });
  });

  it.each([
    ["no boundary anywhere", "multipart/mixed", sdp, "multipart/mixed without boundary"],
    ["an empty boundary", 'multipart/mixed;boundary=""', mixed, "multipart/mixed without boundary"],
    ["another boundary", "multipart/mixed;boundary=b2", mixed, "no part begins with the boundary"],
    ["no delimiter", "multipart/mixed;boundary=b1", sdp, "no part begins with the boundary"],
    [
      "a part whose head is none",
      "multipart/mixed;boundary=b1",
      "--b1\r\nno header\r\n\r\nx\r\n--b1--",
      "a part has malformed headers",
    ],
    ["a thousand parts", "multipart/mixed;boundary=b1", "--b1\r\n\r\n".repeat(1000), "more than 64 parts"],
    [
      "multiparts without end",
      "multipart/mixed;boundary=b",
      "--b\r\nContent-Type: multipart/mixed;boundary=b\r\n\r\n",
      "no part begins with the boundary",
    ],
  ])("cannot be read: %s", (_name, contentType, body, reason) => {
    expect(sessionOf(invite(contentType, body))).toEqual({ sdp: undefined, fault: { status: 400, reason } });
  });

  it("multiparts in multiparts are followed five deep", () => {
    let part = sdpPart;
    let type = "";
    for (let depth = 1; depth <= 6; depth++) {
      type = `multipart/mixed;boundary=d${depth}`;
      const body = `--d${depth}\r\n${part}\r\n--d${depth}--`;
      const read = sessionOf(invite(type, body));
      expect(read.sdp !== undefined, `${depth}`).toBe(depth <= 5);
      part = `Content-Type: ${type}\r\n\r\n${body}`;
    }
  });
});
