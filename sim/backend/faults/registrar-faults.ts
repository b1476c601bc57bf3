import type { FaultName } from "../../model/rules/faults.js";
import { header, type SipRequest } from "../../sip/message/message.js";
import type { Answer } from "../pbx/answer.js";
import {
  type Binding,
  liveBindings,
  type PacketSource,
  type RegisterOutcome,
} from "../pbx/registrar-rules.js";
import type { AppliedRegister, RegistrarSeams } from "../pbx/registration-seams.js";
import type { FaultSet } from "./fault-set.js";

type Done = Extract<RegisterOutcome, { status: 200 }>;

const requests: Readonly<Partial<Record<FaultName, (request: SipRequest) => SipRequest>>> = {
  "any-address-of-record": (request) =>
    withHeader(request, "To", () => (header(request, "From") ?? "").replace(/;.*/, "")),
  "call-id-makes-a-contact": (request) =>
    withHeader(request, "Contact", (value) => {
      const callId = (header(request, "Call-ID") ?? "").replaceAll(/\W/g, "");
      return value.replace(">", `;call=${callId}>`);
    }),
  "surplus-of-a-request-cut": (request) => {
    const [first] = request.headers.filter(({ name }) => name === "Contact");
    const headers = request.headers.filter((each) => each.name !== "Contact" || each === first);
    return { ...request, headers };
  },
  "query-unregisters": (request) =>
    header(request, "Contact") === undefined
      ? {
          ...request,
          headers: [
            ...request.headers.filter(({ name }) => name !== "Expires"),
            ...[
              { name: "Contact", value: "*" },
              { name: "Expires", value: "0" },
            ],
          ],
        }
      : request,
};

const limits: Readonly<Partial<Record<FaultName, RegistrarSeams["limits"]>>> = {
  "single-contact-kept": (given) => (given.maxContacts === 1 ? { ...given, removeExisting: false } : given),
  "more-than-hundred-contacts": (given, { maxContacts }) =>
    typeof maxContacts === "number" && maxContacts > 100 ? { ...given, maxContacts } : given,
  "expiry-unclamped": (given) => ({ ...given, minimumExpiration: 1, maximumExpiration: 2 ** 31 }),
  "unreachable-makes-room": (given) => ({ ...given, removeUnavailable: true }),
};

const outcomes: Readonly<
  Partial<Record<FaultName, (done: Done, applied: AppliedRegister) => RegisterOutcome>>
> = {
  "own-host-forgotten": (done) => ({
    ...done,
    bindings: done.bindings.map((each) => ({ ...each, shownUri: each.dialUri })),
  }),
  "full-extension-blocks-refresh": (done, { stored, asked, limits: { maxContacts } }) =>
    asked.contacts.length > 0 && stored.length >= maxContacts ? { status: 403, reason: "full" } : done,
  "last-to-expire-dropped": (done) => {
    if (done.evicted.length === 0) return done;
    const all = [...done.bindings, ...done.evicted];
    const dropped = all
      .filter((each) => !done.bound.includes(each))
      .sort((left, right) => right.expiresAtMs - left.expiresAtMs)
      .slice(0, done.evicted.length);
    const evicted = dropped.map((each) => ({ ...each, by: "Remove Existing" as const }));
    return { ...done, evicted, bindings: all.filter((each) => !dropped.includes(each)) };
  },
  "star-ends-own-contacts": (done, { stored, asked: { contacts, source } }) =>
    contacts === "*" ? { ...done, bindings: stored.filter((each) => !isFrom(each, source)) } : done,
  "agents-forgotten": (done) => ({
    ...done,
    bindings: done.bindings.map((each) => ({ ...each, userAgent: "", callId: "" })),
  }),
};

const answers: Readonly<
  Partial<Record<FaultName, (answer: Answer, request: SipRequest, source: PacketSource) => Answer>>
> = {
  "expires-always-told": (answer) =>
    answer.status === 200 ? { ...answer, headers: { Expires: "3600", ...answer.headers } } : answer,
  "contacts-in-order": (answer) => withContacts(answer, (lines) => lines.sort()),
  "own-contact-alone": (answer, _request, { host, port }) =>
    withContacts(answer, (lines) => lines.filter((line) => line.includes(`${host}:${port}`))),
};

/** Where the registrar does otherwise than it should. */
export function registrarFaults(faults: FaultSet): RegistrarSeams {
  return {
    request: (request) => faults.bend(request, (seen, name) => requests[name]?.(seen)),
    limits: (given, settings) => faults.bend(given, (seen, name) => limits[name]?.(seen, settings)),
    live: (bindings, nowMs) =>
      faults.has("expired-contacts-count")
        ? bindings.map((each) => ({ ...each, expiresAtMs: Math.max(each.expiresAtMs, nowMs + 1) }))
        : liveBindings(bindings, nowMs),
    outcome: (outcome, applied) =>
      faults.bend(outcome, (seen, name) =>
        seen.status === 200 ? outcomes[name]?.(seen, applied) : undefined,
      ),
    answer: (answer, request, source) =>
      faults.bend(answer, (seen, name) => answers[name]?.(seen, request, source)),
  };
}

function withHeader(request: SipRequest, wanted: string, change: (value: string) => string): SipRequest {
  const headers = request.headers.map(({ name, value }) => ({
    name,
    value: name === wanted ? change(value) : value,
  }));
  return { ...request, headers };
}

function withContacts(answer: Answer, change: (lines: string[]) => string[]): Answer {
  const { Contact: given } = answer.headers;
  if (given === undefined) return answer;
  const separator = "\r\nContact: ";
  return {
    ...answer,
    headers: { ...answer.headers, Contact: change(given.split(separator)).join(separator) },
  };
}

function isFrom({ source }: Binding, { host, port }: PacketSource): boolean {
  return source.host === host && source.port === port;
}
