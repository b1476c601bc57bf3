import { extensionOf } from "../model/setup/extension-of.js";
import { isEmergencyDevice } from "../model/setup/is-emergency-device.js";
import type { Setup } from "../model/setup/setup.js";
import type { DecisionEnd, DecisionStep, DialRequest } from "./decision.js";

/**
 * Why no call can be for that extension, though it is one: an emergency device has no user (PBX-99), and a device at
 * which nobody is logged on has none either (PBX-100).
 * @returns undefined where calls can be for it, or it is no extension
 */
export function uncalled(setup: Setup, number: string): DecisionStep | undefined {
  const settings = extensionOf(setup, number);
  if (isEmergencyDevice(settings)) {
    const text = `${number} is an emergency device: nobody can call it`;
    return { rule: "PBX-99", path: ["extensions", number, "role"], text };
  }
  if (settings?.deviceUser !== "none") return undefined;
  const text = `nobody is logged on at the device ${number}: no call is for it`;
  return { rule: "PBX-100", path: ["extensions", number, "device-user"], text };
}

/** Whether calls to that number are calls to an extension. */
export function isCalled(setup: Setup, number: string): boolean {
  return extensionOf(setup, number) !== undefined && uncalled(setup, number) === undefined;
}

/**
 * What the features of a called extension make of a call: those of a placeholder are those of all logged-out phones
 * (PBX-146).
 * @param forward what becomes of the call to where it is forwarded, as one of the called extension
 * @returns undefined: its phones ring
 */
export function byFeatures(
  { number, load }: DialRequest,
  steps: DecisionStep[],
  forward: (to: string) => DecisionEnd,
): DecisionEnd | undefined {
  const { doNotDisturb, forwardTo } = load.features(number);
  const path = ["extensions", number];
  if (forwardTo !== undefined) {
    steps.push({ rule: "PBX-146", path, text: `${number} is forwarded to ${forwardTo}` });
    return forward(forwardTo);
  }
  if (!doNotDisturb) return undefined;
  const why = `${number} does not want to be disturbed`;
  steps.push({ rule: "PBX-146", path, text: why });
  return { kind: "refuse", status: 486, why };
}
