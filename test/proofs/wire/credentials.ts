import { expect } from "vitest";
import { ManualClock } from "../../../sim/model/manual-clock.js";
import { parseChallenge } from "../../../sim/sip/digest/challenge.js";
import { header, type SipResponse } from "../../../sim/sip/message/message.js";
import type { Rig } from "../../unit/backend/pbx/rig.js";
import { TestPhone } from "../../unit/backend/pbx/test-phone.js";
import { field, unauthenticated, type WireProof } from "./wire-proof.js";

/** How phones are authenticated. */
export const credentials: readonly WireProof[] = [
  {
    name: "first-request",
    rules: ["PBX-51"],
    says: "the first REGISTER and the first INVITE get 401, with a challenge of WWW-Authenticate",
    run: async (start) => {
      const phone = await (await start()).phone("1001");
      for (const method of ["REGISTER", "INVITE"]) {
        const { response } = await unauthenticated(phone, method);
        expect(response.status, method).toBe(401);
        expect(header(response, "WWW-Authenticate")).toContain('qop="auth"');
        for (const absentHere of ["Proxy-Authenticate", "Retry-After", "Allow", "Supported"]) {
          expect(header(response, absentHere)).toBeUndefined();
        }
      }
    },
  },
  {
    name: "no-trying-before-the-challenge",
    rules: ["PBX-51"],
    says: "an INVITE gets 401 and no 100 before it; the authenticated one gets 100 and goes on",
    run: async (start) => {
      const rig = await start();
      const [caller, called] = [await rig.phone("1001"), await rig.phone("1002")];
      await called.register();
      const call = await caller.call("1002");
      const answersTo = (sequence: string | undefined) =>
        caller.seen.flatMap((each) =>
          each.kind === "response" && header(each, "CSeq") === sequence ? [each.status] : [],
        );
      called.answer(await called.nextRequest("INVITE"), 486);
      await call.final;
      expect(answersTo("1 INVITE"), "to the first INVITE").toEqual([401]);
      expect(answersTo(header(call.invite, "CSeq")), "to the second INVITE").toEqual([100, 486]);
    },
  },
  {
    name: "wrong-password",
    rules: ["PBX-52", "PBX-56"],
    says: "a wrong password gets 401 without stale each time, and good credentials are taken after it",
    run: async (start) => {
      const rig = await start();
      const guessing = await TestPhone.open(rig.sip, { user: "1001", password: "guess" });
      for (let tries = 0; tries < 5; tries += 1) {
        const answered = await guessing.register();
        expect(answered.status, `try ${tries + 1}`).toBe(401);
        expect(challengeOf(answered)?.stale).toBe(false);
      }
      guessing.close();
      expect((await (await rig.phone("1001")).register()).status).toBe(200);
    },
  },
  {
    name: "unknown-extension",
    rules: ["PBX-18", "PBX-53"],
    says: "an unknown extension gets the very answers of a wrong password, for a call too",
    run: async (start) => {
      const rig = await start();
      const wrong = await TestPhone.open(rig.sip, { user: "1001", password: "guess" });
      const unknown = await TestPhone.open(rig.sip, { user: "4711", password: "guess" });
      const [one, other] = [await wrong.register(), await unknown.register()];
      expect(other.status, "an unknown extension").toBe(401);
      expect(shapeOf(other)).toEqual(shapeOf(one));
      expect((await (await unknown.call("911")).final).status).toBe(401);
      wrong.close();
      unknown.close();
      const logged = rig.pbx.securityEvents().map(({ event, account }) => `${event} ${account}`);
      expect(logged.slice(0, 6).join(", "), "the security log").toBe(
        [
          ...["ChallengeSent 1001", "ChallengeResponseFailed 1001"],
          ...["InvalidAccountID 4711", "ChallengeSent <unknown>"],
          ...["InvalidAccountID 4711", "ChallengeResponseFailed <unknown>"],
        ].join(", "),
      );
    },
  },
  {
    name: "a-refresh-in-the-log",
    rules: ["PBX-57"],
    says: "a refresh changes no contact and tells nobody: the security log alone has it",
    run: async (start) => {
      const rig = await start();
      const phone = await rig.phone("1001");
      const agent = field("User-Agent", "ClearlyIP CIP270 2.42.6.3.36 00:1f:c1:00:00:01");
      await phone.register([agent]);
      const before = rig.pbx.securityEvents().length;
      const answered = await phone.register([agent]);
      const told = rig.pbx.securityEvents().slice(before);
      expect(told.map(({ event }) => event).join(", "), "told of a refresh").toBe(
        "ChallengeSent, SuccessfulAuth",
      );
      expect(rig.bound).toEqual(["1001 bound"]);
      expect(told.at(-1)).toMatchObject({
        account: "1001",
        callId: header(answered, "Call-ID"),
        remoteAddress: `IPV4/UDP/${phone.address.replace(":", "/")}`,
      });
    },
  },
  {
    name: "another-user",
    rules: ["PBX-54"],
    says: "good credentials of another extension than From's, or for another realm, get 401",
    run: async (start) => {
      const rig = await start();
      const phone = await rig.phone("1001");
      const from = field("From", "<sip:1002@127.0.0.1>;tag=a");
      expect((await phone.register([from])).status, "1001 as 1002").toBe(401);
      const { request, response } = await unauthenticated(phone, "REGISTER");
      const elsewhere = phone.authenticated(request, withChallenge(response, "asterisk", "pbx"));
      phone.send(elsewhere);
      expect((await phone.finalTo(elsewhere)).status, "in another realm").toBe(401);
      expect(rig.pbx.contacts()).toEqual([]);
    },
  },
  {
    name: "old-nonce",
    rules: ["PBX-55", "F-52"],
    says: "a nonce is good for 32 seconds for every phone of its address; then it is stale, and says so",
    run: async (start) => {
      const clock = new ManualClock();
      const rig = await start({}, { clock });
      const phone = await rig.phone("1001");
      const { request, response } = await unauthenticated(phone, "REGISTER");
      const { response: same } = await unauthenticated(await rig.phone("1002"), "REGISTER");
      expect(challengeOf(same)?.nonce).toBe(challengeOf(response)?.nonce);
      clock.advance(32_000);
      const inTime = phone.authenticated(request, response);
      phone.send(inTime);
      expect((await phone.finalTo(inTime)).status).toBe(200);
      clock.advance(1000);
      const late = phone.authenticated(request, response);
      phone.send(late);
      const answered = await phone.finalTo(late);
      expect([answered.status, challengeOf(answered)?.stale], "after 33 seconds").toEqual([401, true]);
      const again = phone.authenticated(request, answered);
      phone.send(again);
      expect((await phone.finalTo(again)).status).toBe(200);
      const nonce = challengeOf(answered)?.nonce ?? "";
      const madeUp = phone.authenticated(request, withChallenge(answered, nonce, `${nonce.slice(0, -1)}x`));
      phone.send(madeUp);
      const told = await phone.finalTo(madeUp);
      expect([told.status, challengeOf(told)?.stale], "for a made-up nonce").toEqual([401, true]);
    },
  },
  {
    name: "one-nonce-for-many",
    rules: ["F-51"],
    says: "phones of one address that ask in the same second are given one nonce, and all get in by it",
    run: async (start) => {
      const rig = await start({}, { clock: new ManualClock() });
      const nonces = new Set<string | undefined>();
      const asked = [];
      for (let each = 0; each < 10; each += 1) {
        const phone = await rig.phone("9000");
        const { request, response } = await unauthenticated(phone, "REGISTER");
        nonces.add(challengeOf(response)?.nonce);
        asked.push({ phone, again: phone.authenticated(request, response) });
      }
      expect(nonces.size, "nonces").toBe(1);
      for (const { phone, again } of asked) phone.send(again);
      for (const { phone, again } of asked) expect((await phone.finalTo(again)).status, "with it").toBe(200);
    },
  },
  {
    name: "digest-of-another-uri",
    rules: ["PBX-58"],
    says: "a digest of another URI gets 400 with the reason, and is taken with a warning without --strict",
    run: async (start) => {
      const ask = async (rig: Rig) => {
        const phone = await rig.phone("1001");
        const { request, response } = await unauthenticated(phone, "REGISTER");
        const elsewhere = phone.authenticated({ ...request, uri: "sip:elsewhere" }, response);
        const sent = { ...elsewhere, uri: request.uri };
        phone.send(sent);
        return phone.finalTo(sent);
      };
      const refused = await ask(await start());
      expect([refused.status, refused.reason], "strict").toEqual([400, "digest uri is not the Request-URI"]);
      const lenient = await start({}, { strict: false });
      expect((await ask(lenient)).status).toBe(200);
      expect(lenient.warnings).toEqual([expect.stringContaining("digest uri is not the Request-URI")]);
    },
  },
];

function challengeOf(response: SipResponse) {
  return parseChallenge(header(response, "WWW-Authenticate") ?? "");
}

/** A response whose challenge says something else. */
function withChallenge(response: SipResponse, said: string, instead: string): SipResponse {
  const headers = response.headers.map(({ name, value }) => ({
    name,
    value: name === "WWW-Authenticate" ? value.replace(said, instead) : value,
  }));
  return { ...response, headers };
}

/** What is in an answer besides what each request makes of it. */
function shapeOf({ status, reason, headers }: SipResponse) {
  return { status, reason, names: headers.map(({ name }) => name) };
}
