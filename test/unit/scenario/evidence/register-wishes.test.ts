import { expect, test } from "vitest";
import { registers } from "../../../../sim/scenario/expectations/registers.js";
import type { HandsetEvent } from "../../../../sim/transcript/event.js";
import { judged, phoneAfter } from "../phone-events.js";

interface Wish {
  readonly user?: string;
  readonly callId?: string;
  readonly cseq?: number;
  readonly contact?: string;
  readonly expires?: number;
  readonly authorized?: boolean;
  readonly repeat?: boolean;
}

function register(wish: Wish = {}): HandsetEvent {
  const { user = "1001", callId = "a", cseq = 1, authorized = false, repeat = false } = wish;
  const { contact = `<sip:${user}@127.10.0.5:5060>`, expires = 3600 } = wish;
  const startLine = "REGISTER sip:127.0.0.1:5060 SIP/2.0";
  const lines = [
    startLine,
    `From: <sip:${user}@127.0.0.1>;tag=1`,
    `To: <sip:${user}@127.0.0.1>`,
    `Contact: ${contact}`,
    `Expires: ${expires}`,
    ...(authorized ? ['Authorization: Digest username="x", response="•••"'] : []),
  ];
  return {
    type: "sip",
    direction: "sent",
    peer: "127.0.0.1:5060",
    protocol: "udp",
    startLine,
    cseq: `${cseq} REGISTER`,
    callId,
    repeat,
    text: `${lines.join("\r\n")}\r\n\r\n`,
  };
}

function answer(status: number, callId = "a", cseq = 1): HandsetEvent {
  const startLine = `SIP/2.0 ${status} x`;
  const place = { peer: "127.0.0.1:5060", protocol: "udp", startLine, cseq: `${cseq} REGISTER`, callId };
  return { type: "sip", direction: "received", ...place, repeat: false, text: `${startLine}\r\n\r\n` };
}

test("a challenged REGISTER and its copies are one", () => {
  const evidence = phoneAfter(
    register(),
    register({ repeat: true }),
    answer(401),
    register({ cseq: 2, authorized: true }),
    answer(200, "a", 2),
    register({ cseq: 3, authorized: true }),
  );
  expect(judged(registers, ["register 1001", "register 1001"], evidence)).toEqual({
    met: true,
    expected: "REGISTERs register 1001, register 1001",
    seen: "REGISTERs register 1001, register 1001",
  });
});

test("a stale nonce makes no new one, and a fresh try after a rejection does", () => {
  const stale = [register({ authorized: true }), answer(401), register({ cseq: 2, authorized: true })];
  expect(judged(registers, ["register 1001"], phoneAfter(...stale)).met).toBe(true);
  const rejected = [...stale, answer(401, "a", 2), register({ cseq: 3 })];
  expect(judged(registers, ["register 1001", "register 1001"], phoneAfter(...rejected)).met).toBe(true);
});

test("leaving is distinguished from coming, by the contact or by Expires, and all contacts from the own", () => {
  const evidence = phoneAfter(
    register({ user: "9000", expires: 0 }),
    register({ user: "9000", callId: "b", contact: "<sip:9000@127.10.0.5>;expires=0" }),
    register({ user: "9000", callId: "c", contact: "*", expires: 0 }),
    register({ user: "1001", callId: "d", contact: "<sip:1001@127.10.0.5>;expires=60", expires: 0 }),
  );
  const wishes = ["unregister 9000", "unregister 9000", "unregister-all 9000", "register 1001"];
  expect(judged(registers, wishes, evidence).met).toBe(true);
  expect(judged(registers, wishes.toReversed(), evidence).met).toBe(false);
  expect(judged(registers, [], phoneAfter())).toEqual({
    met: true,
    expected: "REGISTERs none",
    seen: "REGISTERs none",
  });
});
