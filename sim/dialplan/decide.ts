import { extensionOf } from "../model/setup/extension-of.js";
import { busyWithoutCallWaiting } from "./call-waiting.js";
import { byFeatures, uncalled } from "./called-extension.js";
import { chooseRoute } from "./choose-route.js";
import {
  type Decision,
  type DecisionEnd,
  type DecisionStep,
  type DialRequest,
  withoutFeatures,
} from "./decision.js";
import { deniedNumber } from "./denied-number.js";
import { deviceWithoutUser } from "./device-without-user.js";
import { emergencyDeviceRefusal } from "./emergency-device.js";
import { featureCode } from "./feature-code.js";
import { gatesOf } from "./gates.js";
import { levelRefusal } from "./level.js";
import { limitReached } from "./limit.js";
import { trunkAttempts } from "./trunk-attempts.js";
import { withoutTrunk } from "./without-trunk.js";

/**
 * What the PBX does with a dialled number (from-internal). What the own context of the caller denies is refused
 * (PBX-92); feature codes and extensions come before all outbound routes (PBX-86), then the first open route that takes
 * it (PBX-85), its limit, its PIN or password, and its trunks in order. What matches nothing is unknown (404); so are
 * feature codes that are not offered (PBX-147). A device without a user gets no further than the first (PBX-100), an
 * emergency device no further than to a route that is not for emergencies (PBX-99).
 */
export function decide(request: DialRequest): Decision {
  const steps: DecisionStep[] = [];
  const end = endOf(request, steps);
  return { steps, end };
}

function endOf(request: DialRequest, steps: DecisionStep[]): DecisionEnd {
  const { setup, caller, number } = request;
  const before =
    deniedNumber(request, steps) ?? deviceWithoutUser(request, steps) ?? featureCode(request, steps);
  if (before !== undefined) return before;
  const device = uncalled(setup, number);
  if (device !== undefined) steps.push(device);
  else if (extensionOf(setup, number) !== undefined) {
    steps.push({
      rule: "PBX-86",
      path: ["extensions", number],
      text: `${number} is an extension; those come before every route`,
    });
    return (
      levelRefusal(request, "internal", steps) ??
      byFeatures(request, steps, (to) => endOf(forwarded(request, to), steps)) ??
      busyWithoutCallWaiting(request, steps) ?? { kind: "extension", extension: number }
    );
  }
  const chosen = chooseRoute(request, steps);
  if (chosen === undefined) return refuse404(caller, number);
  const { route } = chosen;
  // Restrictions of the placeholder never touch an emergency route (HD-22).
  if (route.type !== "emergency") {
    const refusal = levelRefusal(request, "outbound", steps);
    if (refusal !== undefined) return refusal;
  }
  const limit = limitReached(request, steps);
  if (limit !== undefined) return { kind: "announcement", says: "call-limit", why: limit };
  const hungUp = emergencyDeviceRefusal(request, chosen, steps);
  if (hungUp !== undefined) return hungUp;
  const gates = gatesOf(request, chosen, steps);
  const attempts = trunkAttempts(request, chosen, steps);
  if (typeof attempts === "string") {
    const { end, step } = withoutTrunk(chosen, attempts);
    steps.push(step);
    return end;
  }
  const { end: uncarried } = withoutTrunk(chosen, `no trunk of route "${route.name}" took the call`);
  const emergency = route.type === "emergency";
  return { kind: "outbound", call: { route, emergency, charged: caller, gates, attempts, uncarried } };
}

/** As a call of the extension that is forwarded; it is not forwarded once more. */
function forwarded({ number, load, ...request }: DialRequest, to: string): DialRequest {
  return { ...request, caller: number, number: to, load: withoutFeatures(load) };
}

function refuse404(caller: string, number: string): DecisionEnd {
  return { kind: "refuse", status: 404, why: `no extension and no route for ${number} from ${caller}` };
}
