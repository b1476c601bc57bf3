import type { FaultName } from "../../model/rules/faults.js";
import { header, type SipRequest } from "../../sip/message/message.js";
import type { Answer } from "../pbx/answer.js";
import type { DigestVerdict } from "../pbx/digest-server.js";
import type { AuthenticationSeams } from "../pbx/registration-seams.js";
import type { FaultSet } from "./fault-set.js";

const verdicts: Readonly<
  Partial<Record<FaultName, (verdict: DigestVerdict, request: SipRequest) => DigestVerdict>>
> = {
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
    verdict: (verdict, request) =>
      faults.list().reduce((seen, name) => verdicts[name]?.(seen, request) ?? seen, verdict),
    refusal: (refusal, request) =>
      faults.list().reduce((seen, name) => refusals[name]?.(seen, request) ?? seen, refusal),
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
