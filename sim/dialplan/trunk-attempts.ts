import { trunksOf } from "../model/setup/routes.js";
import type { Setup } from "../model/setup/setup.js";
import { trunkCallerId } from "./caller-id.js";
import type { ChosenRoute } from "./choose-route.js";
import type { DecisionStep, DialLoad, DialRequest, TrunkAttempt } from "./decision.js";
import { ruledNumber } from "./dial-rules.js";
import { sentBy } from "./pattern-row.js";
import { goesOnAfter } from "./trunk-failover.js";

/**
 * The trunks of the route in order, as they are now (PBX-90): a full one is passed over. At a disabled one the call
 * ends: the generated dial plan has no way back from there (macro-dialout-trunk, FreePBX/issue-tracker#876).
 * @returns in words, why there is none
 */
export function trunkAttempts(
  request: DialRequest,
  chosen: ChosenRoute,
  steps: DecisionStep[],
): TrunkAttempt[] | string {
  const { setup, load } = request;
  const attempts: TrunkAttempt[] = [];
  for (const name of trunksOf(chosen.route)) {
    const trunk = Object.hasOwn(setup.trunks, name) ? setup.trunks[name] : undefined;
    if (trunk === undefined) continue;
    const path = ["trunks", name];
    if (trunk.disabled) {
      steps.push({
        rule: "PBX-90",
        path: [...path, "disabled"],
        text: `trunk ${name} is disabled: the call ends there`,
      });
      break;
    }
    if (isFull(setup, name, load)) {
      steps.push({
        rule: "PBX-90",
        path: [...path, "max-channels"],
        text: `trunk ${name} is full (${trunk.maxChannels} calls): the next is tried`,
      });
      continue;
    }
    const before = attempts.at(-1);
    if (before !== undefined) steps.push(failoverStep(setup, before.trunk));
    attempts.push(attemptAt(request, chosen, name, steps));
  }
  return attempts.length > 0 ? attempts : `no trunk of route "${chosen.route.name}" is free`;
}

/** What comes after a trunk that does not take the call: of those that sound like an answer busy stands for all. */
function failoverStep({ trunks }: Pick<Setup, "trunks">, name: string): DecisionStep {
  const goesOn = goesOnAfter(486, { continueIfBusy: trunks[name]?.continueIfBusy === true });
  return {
    rule: "PBX-90",
    path: ["trunks", name, "continue-if-busy"],
    text: goesOn
      ? `after any failure of trunk ${name} the next is tried`
      : `after busy, no answer or silence of trunk ${name} the call ends; after any other failure the next is tried`,
  };
}

/** Whether a trunk has as many calls as it may: no further one is tried there (PBX-90). */
export function isFull({ trunks }: Pick<Setup, "trunks">, name: string, load: DialLoad): boolean {
  const most = (Object.hasOwn(trunks, name) ? trunks[name]?.maxChannels : undefined) ?? 0;
  return most > 0 && load.channels(name) >= most;
}

function attemptAt(
  { setup, caller, address, number }: DialRequest,
  { route, pattern }: ChosenRoute,
  name: string,
  steps: DecisionStep[],
): TrunkAttempt {
  const trunk = setup.trunks[name];
  const sent = sentBy(pattern, number);
  const ruled = trunk === undefined ? sent : ruledNumber(trunk, sent);
  const callerId = trunkCallerId(setup, route, name, { extension: caller, address });
  const changed = ruled === sent ? "" : `, made of ${sent} by its dial rules`;
  const id = callerId.withheld ? "a withheld number" : callerId.number;
  steps.push({
    rule: ruled === sent ? "PBX-90" : "FI-22",
    path: ["trunks", name],
    text: `trunk ${name} is sent ${ruled}${changed}, from ${id} (${callerIdWords[callerId.from]})`,
  });
  return { trunk: name, number: ruled, callerId };
}

const callerIdWords = {
  location: "the desk's location",
  "emergency-cid": "Emergency CID of the extension",
  route: "caller id of the route",
  "outbound-cid": "Outbound CID of the extension",
  trunk: "caller id of the trunk",
  forced: "forced caller id of the trunk",
  caller: "nothing is set: the extension itself",
} as const;
