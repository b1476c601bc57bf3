import type { EmergencyWatch } from "../emergency/emergency-watch.js";
import type { Backend } from "../fleet/backend/backend.js";
import type { PhoneNetwork } from "../fleet/phone-network.js";
import type { SipSilence } from "../fleet/sip-silence.js";
import type { Clock } from "../model/clock.js";
import { DeskfleetError } from "../model/errors.js";
import type { Random } from "../model/random.js";
import type { MayDial } from "../phone/dial-guard.js";
import type { Handset } from "../phone/handset.js";
import type { Recorder } from "../transcript/recorder.js";
import type { EventLog } from "./evidence/event-log.js";
import type { SetupInForce } from "./setup-in-force.js";

/** What the steps of one attempt work on. */
export interface Stage {
  /** Name in a step → the phones that it means. A phone alone is a group of itself. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly setup: SetupInForce;
  /** For what no phone and no backend records: of the scenario, or of one of its phones. */
  readonly recorderOf: (phone?: string) => Recorder;
  readonly backend: Backend;
  /** By name of the phone. */
  readonly handsets: ReadonlyMap<string, Handset>;
  readonly log: EventLog;
  /** Emergency paths of the desks. */
  readonly paths: EmergencyWatch;
  readonly clock: Clock;
  /** How long a phone may start or be provisioned before the next finger on it, in milliseconds. */
  readonly settleLimitMs: number;
  /** For what a step leaves to chance: repeatable with the seed of the run. */
  readonly random: Random;
  readonly signal: AbortSignal;
  /** Of each phone, by its name. */
  readonly networks: ReadonlyMap<string, PhoneNetwork>;
  /** Between the phones and the PBX. */
  readonly silence: SipSilence;
  /** The rule of the run for numbers; the phones hold the same one. */
  readonly mayDial: MayDial;
}

/** One phone in the hands of a step. */
export interface StagePhone {
  readonly name: string;
  readonly handset: Handset;
}

/**
 * The phones that a name means. Names are looked up when the file is read.
 * @throws DeskfleetError DF_INTERNAL where it means none: a step that does nothing must not pass
 */
export function phonesNamed({ groups }: Pick<Stage, "groups">, name: string): readonly string[] {
  const phones = groups.get(name);
  if (phones === undefined) throw new DeskfleetError("DF_INTERNAL", `no phone or group is called ${name}`);
  return phones;
}

/**
 * Does the same with every phone that a name means, one after the other. For each a new "since the last step"
 * begins.
 */
export async function withPhones(
  stage: Stage,
  name: string,
  action: (phone: StagePhone) => Promise<void>,
): Promise<void> {
  for (const each of phonesNamed(stage, name)) {
    const handset = stage.handsets.get(each);
    if (handset === undefined) throw new DeskfleetError("DF_INTERNAL", `there is no phone ${each}`);
    stage.log.markStep(each);
    await action({ name: each, handset });
  }
}
