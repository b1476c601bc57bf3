import { describe, expect, test } from "vitest";
import { parseCSeq } from "../../sim/sip/message/cseq.js";
import { header, headersOf, type SipMessage } from "../../sim/sip/message/message.js";
import { contactsOf, parseNameAddr, splitList } from "../../sim/sip/message/name-addr.js";
import { parseMessage } from "../../sim/sip/message/parse.js";
import { responseTo, serializeMessage } from "../../sim/sip/message/serialize.js";
import { parseSipUri } from "../../sim/sip/message/uri.js";
import { parseVia } from "../../sim/sip/message/via.js";
import { StreamFramer } from "../../sim/sip/transport/framing.js";
import { tortureMessage, tortureMessages } from "./corpus.js";

function parsed(name: string): SipMessage {
  const result = parseMessage(tortureMessage(name));
  if (!result.ok) throw new Error(`${name}: ${result.reason}`);
  return result.message;
}

function address(message: SipMessage, name: string) {
  return parseNameAddr(header(message, name) ?? "");
}

function vias(message: SipMessage) {
  return headersOf(message, "Via").flatMap(splitList).map(parseVia);
}

describe("every message has the outcome that RFC 4475 names", () => {
  test.each(tortureMessages())("$section $name", ({ data, outcome }) => {
    const result = parseMessage(data);
    switch (outcome.kind) {
      case "valid":
        expect(result).toMatchObject({ ok: true });
        break;
      case "answer":
        expect(result).toMatchObject({ ok: false, status: outcome.statuses[0] });
        break;
      case "drop":
        expect(result).toMatchObject({ ok: false });
        expect(result).not.toHaveProperty("status");
        break;
    }
  });

  const answered = tortureMessages().filter(({ outcome }) => outcome.kind === "answer");
  test.each(answered)("the answer to $name goes back by its Via and matches it", ({ data }) => {
    const result = parseMessage(data);
    if (result.ok || result.status === undefined) throw new Error("not refused");
    const text = serializeMessage(responseTo(result.partial, result.status, undefined, { toTag: "t" }));
    expect(text.startsWith(`SIP/2.0 ${result.status} `)).toBe(true);
    const wire = data.toString();
    for (const name of ["Via", "CSeq"]) {
      const value = header(result.partial, name) ?? "";
      expect(value).not.toBe("");
      expect(wire).toContain(value);
      expect(text).toContain(`${name}: ${value}`);
    }
  });

  const valid = tortureMessages().filter(({ outcome }) => outcome.kind === "valid");
  test.each(valid)("$name survives being written and read again", ({ name }) => {
    const once = serializeMessage(parsed(name));
    const again = parseMessage(once);
    expect(again.ok && serializeMessage(again.message)).toBe(once);
  });
});

describe("the fields of the valid messages", () => {
  test("wsinv: folds, blanks and compact names", () => {
    const message = parsed("wsinv");
    expect(message).toMatchObject({
      method: "INVITE",
      uri: "sip:vivekg@chair-dnrc.example.com;unknownparam",
    });
    expect(address(message, "To")).toMatchObject({ uri: "sip:vivekg@chair-dnrc.example.com" });
    expect(address(message, "To")?.params.get("tag")).toBe("1918181833n");
    expect(address(message, "From")?.displayName).toBe('J Rosenberg \\"');
    expect(address(message, "From")?.params.get("tag")).toBe("98asjd8");
    expect(header(message, "Max-Forwards")).toBe("0068");
    expect(parseCSeq(header(message, "CSeq") ?? "")).toEqual({ number: 9, method: "INVITE" });
    expect(vias(message).map((via) => [via?.transport, via?.host, via?.params.get("branch")])).toEqual([
      ["UDP", "192.0.2.2", "390skdjuw"],
      ["TCP", "spindle.example.com", "z9hG4bK9ikj8"],
      ["UDP", "192.168.255.111", "z9hG4bK30239"],
    ]);
    expect(header(message, "Subject")).toBe("");
    expect(header(message, "NewFangledHeader")).toBe("newfangled value continued newfangled value");
    const [contact] = contactsOf(message);
    expect(contact).toMatchObject({ displayName: 'Quoted string ""', uri: "sip:jdrosen@example.com" });
    expect(contact).toHaveProperty(
      "params",
      new Map([
        ["newparam", "newvalue"],
        ["secondparam", ""],
        ["q", "0.33"],
      ]),
    );
    expect(message.body.startsWith("v=0\r\no=mhandley")).toBe(true);
    expect(message.body.endsWith("a=rtpmap:31 LPC\r\n")).toBe(true);
  });

  test("intmeth: every character that a token, a URI and a quoted string may hold", () => {
    const message = parsed("intmeth");
    const method = "!interesting-Method0123456789_*+`.%indeed'~";
    expect(message).toMatchObject({ method });
    const uri = message.kind === "request" ? parseSipUri(message.uri) : undefined;
    expect(uri).toMatchObject({
      user: "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*",
      password: "&it+has=1,weird!*pas$wo~d_too.(doesn't-it)",
      host: "example.com",
    });
    expect(address(message, "To")?.displayName).toBe("BEL:\x07 NUL:\x00 DEL:\x7f");
    expect(address(message, "From")?.displayName).toBe("token1~` token2'+_ token3*%!.-");
    expect(address(message, "From")?.params.get("fromparam''~+*_!.-%")).toBe('"работающий"');
    expect(address(message, "From")?.params.get("tag")).toBe("_token~1'+`*%!-.");
    expect(header(message, "Call-ID")).toBe("intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{");
    expect(parseCSeq(header(message, "CSeq") ?? "")).toEqual({ number: 139122385, method });
    expect(vias(message)[0]?.params.get("branch")).toBe("z9hG4bK-.!%66*_+`'~");
    // The byte order mark in front is part of the value: only blanks are trimmed.
    expect(header(message, "extensionHeader-!.%*+_`'~")).toBe("\ufeff大停電");
  });

  test("esc01: escapes stay as written, and are never undone twice", () => {
    const message = parsed("esc01");
    expect(message.kind === "request" && parseSipUri(message.uri)).toMatchObject({
      user: "sips%3Auser%40example.com",
      host: "example.net",
    });
    const [contact] = contactsOf(message);
    expect(contact).toMatchObject({ uri: "sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31" });
  });

  test("escnull: an escaped NUL shortens no name", () => {
    const message = parsed("escnull");
    expect(address(message, "To")?.uri).toBe("sip:null-%00-null@example.com");
    expect(contactsOf(message)).toMatchObject([
      { uri: "sip:%00@host5.example.com" },
      { uri: "sip:%00%00@host5.example.com" },
    ]);
  });

  test("esc02: a percent sign outside a URI is a percent sign", () => {
    const message = parsed("esc02");
    expect(message).toMatchObject({ method: "RE%47IST%45R" });
    expect(address(message, "From")?.displayName).toBe("%Z%45");
    expect(contactsOf(message)).toHaveLength(2);
    expect(header(message, "C%6Fntact")).toBe("<sip:alias2@host2.example.com>");
  });

  test("lwsdisp: a display name may touch its address", () => {
    expect(address(parsed("lwsdisp"), "From")).toMatchObject({
      displayName: "caller",
      uri: "sip:caller@example.com",
    });
  });

  test("longreq: nothing is cut", () => {
    const message = parsed("longreq");
    expect(vias(message)).toHaveLength(34);
    expect(vias(message)[33]?.params.get("branch")).toHaveLength(4 + 4 * 50 + 11);
    expect(header(message, "Call-ID")).toHaveLength("longreq.one".length + 6 * 20 + "longcallid".length);
    expect(address(message, "From")?.params.get("tag")).toHaveLength(2 + 3 * 50 + 3);
  });

  test("dblreq: bytes behind the datagram's message are ignored, on a stream they are the next one", () => {
    expect(parsed("dblreq")).toMatchObject({ method: "REGISTER", body: "" });
    const frames = new StreamFramer().push(tortureMessage("dblreq"));
    expect(frames.filter((frame) => frame.kind === "message")).toHaveLength(2);
  });

  test("semiuri: the user part holds the semicolon", () => {
    const message = parsed("semiuri");
    expect(message.kind === "request" && parseSipUri(message.uri)).toMatchObject({
      user: "user;par=u%40example.net",
      host: "example.com",
    });
    expect(splitList(header(message, "Accept") ?? "")).toHaveLength(6);
  });

  test("transports: any token names a transport", () => {
    expect(vias(parsed("transports")).map((via) => via?.transport)).toEqual([
      "UDP",
      "SCTP",
      "TLS",
      "UNKNOWN",
      "TCP",
    ]);
  });

  test("mpart01: a NUL in the body ends nothing", () => {
    const message = parsed("mpart01");
    expect(message.body.startsWith("--7a9cbec02ceef655\r\n")).toBe(true);
    expect(message.body.endsWith("\r\n--7a9cbec02ceef655--\r\n")).toBe(true);
  });

  test("unreason and noreason: a reason phrase is any text, or none", () => {
    expect(parsed("unreason")).toMatchObject({
      status: 200,
      reason: "= 2**3 * 5**2 но сто девяносто девять - простое",
    });
    expect(parsed("noreason")).toMatchObject({ status: 100, reason: "" });
  });
});

test("ncl: on a stream the request is handed over for its answer, then nothing more is read", () => {
  const [frame, ...more] = new StreamFramer().push(tortureMessage("ncl"));
  expect(more).toEqual([]);
  expect(frame).toMatchObject({ kind: "broken", reason: "malformed Content-Length" });
  const data = frame?.kind === "broken" ? frame.data : undefined;
  expect(parseMessage(data ?? "", { stream: true })).toMatchObject({ ok: false, status: 400 });
});
