import type { Recorder } from "../transcript/recorder.js";
import type { DialRules } from "./dial-guard.js";

/** Says in the run file which real target is about to be called, and with whose consent (emergency.md §7 rule 6). */
export function recordTarget(recorder: Recorder, rules: DialRules): void {
  if (rules.backend === "embedded") return;
  const { target, allowed, consent } = rules;
  const address = `${target.sip.host}:${target.sip.port}`;
  recorder.record({ type: "target", address, kind: target.kind, allowed, ...consent });
}
