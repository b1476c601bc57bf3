import { decide } from "../../dialplan/decide.js";
import type { Decision, DecisionEnd, DialRequest, OutboundCall } from "../../dialplan/decision.js";
import type { FaultName } from "../../model/rules/faults.js";
import { extensionOf } from "../../model/setup/extension-of.js";
import type { FaultSet } from "./fault-set.js";

type Change = (decision: Decision, request: DialRequest) => Decision;

/** What a wrong dial plan makes of a decision. */
const changes: Readonly<Partial<Record<FaultName, Change>>> = {
  "placeholder-not-callable": (decision, { setup }) => {
    const { end } = decision;
    const toPlaceholder =
      end.kind === "extension" && extensionOf(setup, end.extension)?.role === "placeholder";
    return toPlaceholder ? refused(decision, 404, "the placeholder is not an extension") : decision;
  },
  "placeholder-emergency-refused": (decision, { setup, caller }) =>
    isEmergency(decision) && extensionOf(setup, caller)?.role === "placeholder"
      ? refused(decision, 403, `${caller} may not call an emergency number`)
      : decision,
  "emergency-behind-restriction": (decision, { setup, caller }) =>
    isEmergency(decision) &&
    extensionOf(setup, caller)?.role === "placeholder" &&
    setup.placeholderCalls !== "full"
      ? refused(decision, 403, `${caller} may not call out`)
      : decision,
  "routes-before-extensions": (decision, request) => {
    if (decision.end.kind !== "extension") return decision;
    const { [request.number]: _own, ...others } = request.setup.extensions;
    const again = decide({ ...request, setup: { ...request.setup, extensions: others } });
    return again.end.kind === "outbound" ? again : decision;
  },
  "internal-calls-counted": (decision, { caller, load }) =>
    decision.end.kind === "outbound" && load.inUse(caller)
      ? ended(decision, { kind: "announcement", says: "call-limit", why: `${caller} has a call` })
      : decision,
  "unknown-number-is-congestion": (decision) =>
    decision.end.kind === "refuse" && decision.end.status === 404
      ? ended(decision, { ...decision.end, status: 503 })
      : decision,
  "all-busy-is-refused": (decision) =>
    decision.end.kind === "outbound"
      ? outbound(decision, (call) => ({ ...call, uncarried: withoutAnnouncement(call.uncarried) }))
      : ended(decision, withoutAnnouncement(decision.end)),
  "prompts-not-asked": (decision) => outbound(decision, (call) => ({ ...call, gates: [] })),
  "one-gate-asked": (decision) => outbound(decision, (call) => ({ ...call, gates: call.gates.slice(0, 1) })),
  "prefix-not-stripped": (decision, { number }) =>
    outbound(decision, (call) => ({
      ...call,
      attempts: call.attempts.map((attempt) => ({ ...attempt, number })),
    })),
  "emergency-call-is-ordinary": (decision) =>
    outbound(decision, (call) => ({ ...call, route: { ...call.route, type: "normal" } })),
};

/** Faults of the dial plan: only our own PBX can have them. */
export const decisionFaultNames: readonly string[] = [...Object.keys(changes), "former-caller-shown"];

/** @returns what changes decisions; with that fault on it remembers who called first from each address */
export function decisionFaults(faults: FaultSet): Change {
  const firstCallers = new Map<string | undefined, string>();
  const asFirstCaller: Change = (_decision, { caller, ...request }) => {
    const first = firstCallers.get(request.address) ?? caller;
    firstCallers.set(request.address, first);
    return decide({ ...request, caller: first });
  };
  const all: typeof changes = { ...changes, "former-caller-shown": asFirstCaller };
  return (decision, request) => faults.bend(decision, (seen, name) => all[name]?.(seen, request));
}

function isEmergency({ end }: Decision): boolean {
  return end.kind === "outbound" && end.call.emergency;
}

function ended({ steps }: Decision, end: DecisionEnd): Decision {
  return { steps, end };
}

/** Congestion in place of "all circuits are busy". */
function withoutAnnouncement<End extends DecisionEnd>(
  end: End,
): End | Extract<DecisionEnd, { kind: "refuse" }> {
  const isAllBusy = end.kind === "announcement" && end.says === "all-busy";
  return isAllBusy ? { kind: "refuse", status: 503, why: end.why } : end;
}

function refused(decision: Decision, status: 403 | 404, why: string): Decision {
  return ended(decision, { kind: "refuse", status, why });
}

function outbound(decision: Decision, change: (call: OutboundCall) => OutboundCall): Decision {
  const { end } = decision;
  return end.kind === "outbound" ? ended(decision, { kind: "outbound", call: change(end.call) }) : decision;
}
