import type { Expectation } from "../../model/scenario/expectation.js";
import { checkCall, checkIncoming } from "./call.js";
import type { Check, PhoneEvidence, SceneEvidence } from "./check.js";
import { checkDroppedKeys, checkKeys, checkKeyValues, checkSetting } from "./configuration.js";
import { checkContacts } from "./contacts.js";
import { checkCanCallEmergency, checkState } from "./desk-state.js";
import { checkFarEnd } from "./far-end.js";
import { checkFindings, checkNoFindings } from "./findings.js";
import { checkHistory } from "./history.js";
import { checkMapping } from "./mapping.js";
import { checkRegisters } from "./registers.js";
import { checkRegistered, checkRegistration, checkRegistrationStatus, checkServer } from "./registration.js";
import { checkScreen } from "./screen.js";
import { checkBeeped, checkInvites, checkRebooted } from "./since-step.js";

/** Everything that an expectation is judged by: plain data, so judging is a pure function. */
export interface Evidence {
  readonly scene: SceneEvidence;
  /** The phones that `phone` names, by name. */
  readonly phones: ReadonlyMap<string, PhoneEvidence>;
}

/** One check for each field that the expectation has, for each phone that it names. */
export function evaluate(expectation: Expectation, { scene, phones }: Evidence): Check[] {
  const onPhones = [...phones].flatMap(([name, evidence]) =>
    checksOfPhone(expectation, evidence).map(({ met, expected, seen }) => ({
      met,
      expected: `${name}: ${expected}`,
      seen: `${name}: ${seen}`,
    })),
  );
  return [...onPhones, ...checksOfScene(expectation, scene)];
}

function checksOfPhone(expectation: Expectation, evidence: PhoneEvidence): Check[] {
  const ofCall = expectation.call !== undefined;
  const check = <Value>(
    expected: Value | undefined,
    judge: (expected: Value, evidence: PhoneEvidence) => Check,
  ): Check[] => (expected === undefined ? [] : [judge(expected, evidence)]);
  return [
    ...check(ofCall ? undefined : expectation.state, checkState),
    ...check(expectation.registered, checkRegistered),
    ...check(expectation.registration, checkRegistration),
    ...check(ofCall ? undefined : expectation.status, checkRegistrationStatus),
    ...check(expectation.server, checkServer),
    ...check(expectation.registers, checkRegisters),
    ...check(expectation.rebooted, checkRebooted),
    ...check(expectation.beeped, checkBeeped),
    ...check(expectation.screen, checkScreen),
    ...check(expectation.keys, checkKeys),
    ...check(expectation.keyValues, checkKeyValues),
    ...check(expectation.droppedKeys, checkDroppedKeys),
    ...check(expectation.setting, checkSetting),
    ...check(expectation.mapping, checkMapping),
    ...check(expectation.history, checkHistory),
    ...check(expectation.incoming, checkIncoming),
    ...check(expectation.invites, checkInvites),
    ...check(expectation.canCallEmergency, checkCanCallEmergency),
  ];
}

function checksOfScene(expectation: Expectation, scene: SceneEvidence): Check[] {
  const { call, psap, carrier, contacts, findings, noFindings } = expectation;
  return [
    ...(call === undefined ? [] : [checkCall(expectation, scene)]),
    ...(psap === undefined ? [] : [checkFarEnd("psap", psap, scene)]),
    ...(carrier === undefined ? [] : [checkFarEnd("carrier", carrier, scene)]),
    ...(contacts === undefined ? [] : [checkContacts(contacts, scene)]),
    ...(findings === undefined ? [] : [checkFindings(findings, scene)]),
    ...(noFindings === undefined ? [] : [checkNoFindings(noFindings, scene)]),
  ];
}
