import { extensionOf } from "../model/setup/extension-of.js";
import { isEmergencyDevice } from "../model/setup/is-emergency-device.js";
import type { DecisionStep, DialRequest } from "./decision.js";

/**
 * Outbound Concurrency Limit: the first thing that a route asks, emergency routes among them (PBX-80). All phones of an
 * extension share it (PBX-81). FreePBX skips it for names of one character (PBX-83).
 * @returns in words, why the call goes no further
 */
export function limitReached(
  { setup, caller, load }: Pick<DialRequest, "setup" | "caller" | "load">,
  steps: DecisionStep[],
): string | undefined {
  const settings = extensionOf(setup, caller);
  const limit = settings?.outboundConcurrencyLimit ?? 0;
  // An emergency device is no extension for FreePBX: it has no limit (PBX-99).
  if (settings === undefined || limit === 0 || isEmergencyDevice(settings)) return undefined;
  const path = ["extensions", caller, "outbound-concurrency-limit"];
  if (settings.name.length < 2) {
    steps.push({
      rule: "PBX-83",
      path,
      text: `the limit of ${caller} is not asked: its name is shorter than two characters`,
    });
    return undefined;
  }
  const running = load.outbound(caller);
  const counts = `${running} of ${limit} outside calls of ${caller} run`;
  steps.push({ rule: "PBX-80", path, text: running < limit ? counts : `${counts}: an announcement answers` });
  return running < limit ? undefined : `Outbound Concurrency Limit of ${caller} reached (${limit})`;
}
