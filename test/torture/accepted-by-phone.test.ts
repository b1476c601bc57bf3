import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCredentials } from "../../sim/sip/digest/credentials.js";
import { header, type SipMessage } from "../../sim/sip/message/message.js";
import { parseNameAddr } from "../../sim/sip/message/name-addr.js";
import { parseMessage } from "../../sim/sip/message/parse.js";
import { dialledNumber } from "../../sim/sip/message/parties.js";
import { responseTo, serializeMessage } from "../../sim/sip/message/serialize.js";
import { challenge } from "../arbitrary/challenge.js";
import * as sip from "../arbitrary/sip-grammar.js";
import { Caller } from "../unit/phone/calls/caller.js";
import type { Rig } from "../unit/phone/calls/rig.js";
import { type ScriptedPeer, sdpOf } from "../unit/phone/calls/scripted-peer.js";
import { withPeer } from "../unit/phone/calls/with-peer.js";

/** What our parser accepts is acted on: nothing vanishes between it and sip.js. */

let peer: ScriptedPeer;
let rig: Rig;

withPeer((opened) => {
  ({ peer, rig } = opened);
});

/** A run that waits longer waits for what will not come. */
const runs = { seed: 3261, numRuns: 150, timeout: 3000, endOnFailure: true };

const invitation = fc.record({
  number: fc.constantFrom("1001", "1001", "1001", "%31001", "1002", "1001;x=y"),
  host: sip.host,
  from: fc.oneof({ weight: 9, arbitrary: sip.taggedAddress }, sip.address),
  to: sip.address,
  contact: sip.address,
  callId: sip.callId,
  hops: fc.array(sip.viaHop, { minLength: 1, maxLength: 3 }),
  // A number makes it unique (RFC 3261 §8.1.1.7).
  branchStart: fc.oneof(
    fc.constant("z9hG4bK").chain((cookie) => sip.token.map((end) => cookie + end)),
    sip.token,
  ),
  headers: fc.array(sip.extraHeader, { maxLength: 3 }),
  answers: fc.boolean(),
});

test("an INVITE rings or is refused, an answered call is hung up, and the phone can still be called", async () => {
  let rung = 0;
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(
      invitation,
      async ({ number, host, from, to, contact, callId, hops, branchStart, headers, answers }) => {
        const branch = `${branchStart}${++sent}`;
        const [top = "", ...others] = hops;
        const body = sdpOf(4000);
        const request = (method: string, toValue: string, ownBranch: string) =>
          [
            `${method} sip:${number}@${host} SIP/2.0`,
            `Via: ${[`${top};rport;branch=${ownBranch}`, ...others].join(", ")}`,
            `From: ${from}`,
            `t: ${toValue}`,
            `Call-ID: ${callId}`,
            `CSeq: 7 ${method}`,
            `Contact: ${contact}`,
            ...headers.map(([name, value]) => `${name}: ${value}`),
            ...(method === "INVITE"
              ? ["Content-Type: application/sdp", `l: ${body.length}`, "", body]
              : ["l: 0", "", ""]),
          ].join("\r\n");
        const invite = request("INVITE", to, branch);
        fc.pre(parseMessage(invite).ok);
        peer.heard.length = 0;
        peer.rewind();
        const before = rig.callEvents.length;
        peer.send(invite, rig.address);
        const mine = (message: SipMessage) => header(message, "Call-ID") === callId;
        const isAnswer = (message: SipMessage) =>
          message.kind === "response" && message.status > 100 && mine(message);
        const { message: first } = await peer.next(isAnswer);
        if (first.kind !== "response") throw new Error("unreachable");
        expect(header(first, "From")).toBe(from.trim());
        if (first.status === 180) {
          rung++;
          const name = rig.callEvents.at(-1)?.call ?? "";
          if (answers) rig.calls.answer(name);
          else rig.calls.reject(name);
          const { message: final } = await peer.next((each) => isAnswer(each) && each !== first);
          expect(final).toMatchObject({ status: answers ? 200 : 486 });
          peer.send(request("ACK", header(final, "To") ?? "", answers ? `${branch}a` : branch), rig.address);
          if (!answers) return;
          await rig.call(name, "answered");
          rig.calls.hangUp(name);
          const { message: bye, from: phone } = await peer.next(
            (each) => each.kind === "request" && mine(each),
          );
          if (bye.kind !== "request") throw new Error("unreachable");
          expect(bye.method).toBe("BYE");
          peer.send(responseTo(bye, 200), phone);
          await rig.call(name, "ended");
        } else {
          peer.send(request("ACK", header(first, "To") ?? "", branch), rig.address);
          expect(rig.callEvents.length).toBe(before);
          expect(rig.notes().length).toBeGreaterThan(0);
        }
      },
    ),
    runs,
  );
  expect(rung).toBeGreaterThan(30);
  const calls = rig.callEvents.length;
  new Caller(peer, rig).say("INVITE", { callId: "after", branch: "after", body: sdpOf(4000) });
  await rig.until(() => rig.callEvents.slice(calls).some(({ state }) => state === "ringing"));
});

const answer = fc.record({
  provisional: fc.constantFrom(undefined, 100, 180, 183),
  status: fc.constantFrom(200, 202, 301, 302, 401, 403, 404, 407, 486, 503, 603, 699),
  tag: fc.option(sip.tag, { nil: undefined }),
  contact: fc.option(fc.oneof(sip.address, sip.anyValue), { nil: undefined }),
  headers: fc.array(sip.extraHeader, { maxLength: 3 }),
  reason: sip.anyValue,
  challenge: fc.option(fc.oneof(challenge, sip.anyValue), { nil: undefined }),
});

test("an answer to our INVITE gets its ACK and has its status, and a call that it made is hung up", async () => {
  const met = new Set<string>();
  let calls = 0;
  await fc.assert(
    fc.asyncProperty(
      answer,
      async ({ provisional, status, tag, contact, headers, reason, challenge: asked }) => {
        peer.heard.length = 0;
        peer.rewind();
        const name = `call-${++calls}`;
        rig.calls.place("911", name);
        const { message: invite, from } = await peer.request("INVITE");
        const all = [
          ...headers.map(([header, value]) => ({ name: header, value })),
          ...(contact === undefined ? [] : [{ name: "Contact", value: contact }]),
          ...(asked === undefined
            ? []
            : [{ name: status === 401 ? "WWW-Authenticate" : "Proxy-Authenticate", value: asked }]),
        ];
        const say = (code: number) => {
          const body = code < 300 ? { body: sdpOf(4000) } : {};
          const toTag = tag === undefined || code === 100 ? {} : { toTag: tag };
          const text = serializeMessage(
            responseTo(invite, code, reason, { headers: all, ...toTag, ...body }),
          );
          peer.send(text, from);
          return parseMessage(text).ok;
        };
        if (provisional !== undefined) say(provisional);
        if (!say(status)) throw new Error("our own parser refuses the answer");
        await peer.request("ACK");
        if (status < 300) {
          await rig.call(name, "answered");
          rig.calls.hangUp(name);
          const bye = await peer.request("BYE");
          peer.send(responseTo(bye.message, 200), bye.from);
          await rig.call(name, "ended");
          met.add("2xx");
        } else {
          const callId = header(invite, "Call-ID");
          const tries = () =>
            rig.events.filter(
              (event) =>
                event.type === "sip" &&
                event.direction === "sent" &&
                event.callId === callId &&
                event.cseq.endsWith("INVITE") &&
                !event.repeat,
            ).length;
          const failure = () =>
            rig.callEvents.find((event) => event.call === name && event.state === "failed");
          await rig.until(() => failure() !== undefined || tries() > 1);
          if (tries() > 1) {
            const { message: second } = await peer.request("INVITE");
            const given = status === 401 ? "Authorization" : "Proxy-Authorization";
            expect(parseCredentials(header(second, given) ?? "")).toBeDefined();
            peer.send(responseTo(second, 486, undefined, { toTag: "x" }), from);
            expect(await rig.call(name, "failed")).toMatchObject({ status: 486 });
            met.add("challenge");
          } else {
            expect(failure()).toMatchObject({ status, reason });
            met.add("refusal");
          }
        }
        if (!rig.calls.active) return;
        const idle = rig.idle;
        await rig.until(() => rig.idle > idle || rig.calls.active === 0);
      },
    ),
    runs,
  );
  expect([...met].sort()).toEqual(["2xx", "challenge", "refusal"]);
});

const account = fc.record({
  displayName: fc.oneof(fc.string({ unit: "binary" }), sip.displayName, sip.anyValue),
  extension: fc.stringMatching(/^[\w.+*#-]{1,10}$/),
  authUser: sip.anyValue,
  password: fc.string({ unit: "binary" }),
});

test("911 leaves as an INVITE that says who calls, whatever they are called, and answers a challenge", async () => {
  let calls = 0;
  await fc.assert(
    fc.asyncProperty(account, challenge, async (changes, asked) => {
      peer.heard.length = 0;
      peer.rewind();
      rig.calls.configure(rig.identity(changes));
      const name = `call-${++calls}`;
      rig.calls.place("911", name);
      const { message: invite, from } = await peer.request("INVITE");
      expect(dialledNumber(invite)).toBe("911");
      const caller = parseNameAddr(header(invite, "From") ?? "");
      expect(caller?.displayName ?? "").toBe(changes.displayName.replace(/[\p{Cc}\p{Cs}]/gu, ""));
      expect(decodeURIComponent(caller?.uri ?? "")).toContain(`sip:${changes.extension}@`);
      peer.send(
        responseTo(invite, 401, undefined, {
          toTag: "a",
          headers: [{ name: "WWW-Authenticate", value: asked }],
        }),
        from,
      );
      const second = await peer.request("INVITE");
      const credentials = parseCredentials(header(second.message, "Authorization") ?? "");
      expect(credentials).toMatchObject({ username: changes.authUser, uri: second.message.uri });
      peer.send(responseTo(second.message, 603, undefined, { toTag: "b" }), from);
      expect(await rig.call(name, "failed")).toMatchObject({ status: 603 });
    }),
    { ...runs, numRuns: 60 },
  );
});
