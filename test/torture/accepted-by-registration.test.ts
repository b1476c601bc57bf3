import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCredentials } from "../../sim/sip/digest/credentials.js";
import { header } from "../../sim/sip/message/message.js";
import { parseNameAddr } from "../../sim/sip/message/name-addr.js";
import { parseMessage } from "../../sim/sip/message/parse.js";
import { challenge } from "../arbitrary/challenge.js";
import * as sip from "../arbitrary/sip-grammar.js";
import { type Heard, ScriptedRegistrar } from "../unit/phone/registration/scripted-registrar.js";
import { identityFor, openDesk } from "../unit/phone/registration/test-desk.js";

const answer = fc.record({
  status: fc.constantFrom(200, 200, 200, 202, 302, 403, 404, 423, 500, 503, 603),
  reason: sip.anyValue,
  start: fc.constantFrom("SIP/2.0", "sip/2.0", "\r\nSIP/2.0", "\r\n\r\nSip/2.0"),
  /** How the registrar writes our contact (RFC 3261 §19.1.4). */
  own: fc.constantFrom(
    (uri: string) => `<${uri}>;expires=60`,
    (uri: string) => `<${uri.replace("sip:", "SIP:")};x=y>;expires="60"`,
    (uri: string) => `${uri.replace("sip:", "Sip:")};expires=60`,
    (uri: string) => `Büro <${uri.replace(/sip:1/, "sip:%31")}>;q=1;expires=60;`,
  ),
  others: fc.array(sip.address, { maxLength: 3 }),
  headers: fc.array(sip.extraHeader, { maxLength: 3 }),
  asked: fc.option(challenge, { nil: undefined }),
  displayName: sip.displayName,
});

const states = ["registered", "refused", "rejected", "failing"] as const;

test("an answer to REGISTER ends the attempt with its status, whatever else is in it", async () => {
  let answerTo = (_request: Heard): string | undefined => undefined;
  const garbage: string[] = [];
  const registrar = await ScriptedRegistrar.udp((request) => {
    if (!parseMessage(request.text).ok) garbage.push(request.text);
    return answerTo(request);
  });
  const desk = await openDesk({ server: registrar.address });
  await fc.assert(
    fc.asyncProperty(answer, async ({ status, reason, start, own, others, headers, asked, displayName }) => {
      const from = desk.all("registration").length;
      const identity = identityFor({ server: registrar.address, identity: { displayName } });
      let isChallenged = false;
      answerTo = (request) => {
        const parsed = parseMessage(request.text);
        if (!parsed.ok) return undefined;
        const name = parseNameAddr(header(parsed.message, "From") ?? "")?.displayName;
        if ((name ?? "") !== displayName.replace(/\p{Cc}/gu, "")) garbage.push(request.text);
        if (asked !== undefined && !isChallenged) {
          isChallenged = true;
          return request.challenge(asked.slice("Digest ".length));
        }
        if (asked !== undefined && !parseCredentials(header(parsed.message, "Authorization") ?? "")) {
          garbage.push(request.text);
        }
        const contacts = [...others.slice(1), own(request.contact), ...others.slice(0, 1)];
        const lines = headers
          .filter(([name]) => !/^(?:contact|m|expires|reason)$/i.test(name))
          .map(([name, value]) => `${name}: ${value}`);
        const listed = status < 300 ? [`Contact: ${contacts.join(", ")}`] : [];
        return request.answer(`${status} ${reason}`, [...lines, ...listed]).replace("SIP/2.0", start);
      };
      desk.registration.configure(identity);
      desk.registration.register();
      const event = await Promise.race(states.map((state) => desk.until(state, from)));
      if (status < 300) expect(event).toMatchObject({ state: "registered" });
      else expect(event).toMatchObject({ status });
    }),
    { seed: 3261, numRuns: 100, timeout: 3000, endOnFailure: true },
  );
  expect(garbage).toEqual([]);
});
