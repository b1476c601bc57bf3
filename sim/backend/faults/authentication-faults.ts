import type { FaultName } from "../../model/rules/faults.js";
import { header, type SipRequest } from "../../sip/message/message.js";
import { fromUser } from "../../sip/message/parties.js";
import type { Answer } from "../pbx/answer.js";
import type { DigestVerdict } from "../pbx/digest-server.js";
import type { AuthenticationSeams, Identified } from "../pbx/registration-seams.js";
import type { FaultSet } from "./fault-set.js";

const verdicts: Readonly<
  Partial<
    Record<FaultName, (verdict: DigestVerdict, request: SipRequest, identified: Identified) => DigestVerdict>
  >
> = {
  "match-permit-needs-from": (verdict, request, { byAddress }) =>
    verdict.verdict === "accepted" && byAddress && fromUser(request) !== verdict.user
      ? { verdict: "rejected", reason: "the From user is not the endpoint" }
      : verdict,
  "match-permit-only": (verdict, _request, { byAddress, settings }) =>
    verdict.verdict === "accepted" && !byAddress && (settings?.matchPermit.length ?? 0) > 0
      ? { verdict: "rejected", reason: "its address is not the endpoint's" }
      : verdict,
  "any-from-accepted": (verdict, request) =>
    verdict.verdict === "rejected" && verdict.reason.includes("is not the endpoint")
      ? accepted(request)
      : verdict,
  "strict-takes-all": (verdict, request) => (verdict.verdict === "malformed" ? accepted(request) : verdict),
};

const refusals: Readonly<Partial<Record<FaultName, (refusal: Answer, request: SipRequest) => Answer>>> = {
  "realm-of-the-host": (refusal) => withChallenge(refusal, (text) => text.replace('"asterisk"', '"pbx"')),
  "invite-proxy-challenged": (refusal, { method }) => {
    const { "WWW-Authenticate": challenge, ...headers } = refusal.headers;
    return method === "INVITE" && challenge !== undefined
      ? { ...refusal, status: 407, headers: { ...headers, "Proxy-Authenticate": challenge } }
      : refusal;
  },
  "wrong-password-forbidden": (refusal) =>
    refusal.why?.startsWith("wrong digest response") ? { ...refusal, status: 403, headers: {} } : refusal,
  "unknown-extension-told": (refusal) =>
    refusal.why?.startsWith("no such extension") ? { ...refusal, status: 404, headers: {} } : refusal,
  "stale-not-said": (refusal) => withChallenge(refusal, (text) => text.replace(/, ?stale=true/i, "")),
};

/** Requests that get in, or are told something, against the rules. */
export function authenticationFaults(faults: FaultSet): AuthenticationSeams {
  return {
    verdict: (verdict, request, identified) =>
      faults.bend(verdict, (seen, name) => verdicts[name]?.(seen, request, identified)),
    refusal: (refusal, request) => faults.bend(refusal, (seen, name) => refusals[name]?.(seen, request)),
  };
}

function accepted(request: SipRequest): DigestVerdict {
  const [, user = ""] = /username="([^"]*)"/.exec(header(request, "Authorization") ?? "") ?? [];
  return { verdict: "accepted", user, taken: undefined };
}

function withChallenge(refusal: Answer, change: (challenge: string) => string): Answer {
  const { "WWW-Authenticate": challenge } = refusal.headers;
  if (challenge === undefined) return refusal;
  return { ...refusal, headers: { ...refusal.headers, "WWW-Authenticate": change(challenge) } };
}
