import { extensionOf } from "../model/setup/extension-of.js";
import type { DecisionEnd, DecisionStep, DialRequest } from "./decision.js";

/**
 * Device-and-User mode: where nobody is logged on at the device that calls, FreePBX looks for no route at all, be it
 * for 911. It answers, plays the announcement of the call limit and hangs up (PBX-100, macro-user-callerid).
 * @returns undefined: the call goes on
 */
export function deviceWithoutUser(
  { setup, caller }: DialRequest,
  steps: DecisionStep[],
): DecisionEnd | undefined {
  if (extensionOf(setup, caller)?.deviceUser !== "none") return undefined;
  const why = `nobody is logged on at the device ${caller}: it can call nothing`;
  steps.push({ rule: "PBX-100", path: ["extensions", caller, "device-user"], text: why });
  return { kind: "announcement", says: "no-user", why };
}
