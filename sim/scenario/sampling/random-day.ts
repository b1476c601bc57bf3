import { DeskfleetError } from "../../model/errors.js";
import type { Random } from "../../model/random.js";
import type { Stage, StagePhone } from "../stage.js";
import { Interrupted } from "../step-failure.js";
import { type DayAction, dayActions } from "./day-actions.js";
import { proveEmergencyPath } from "./prove-emergency-path.js";

/** How often a call is sampled instead of something being done. */
const shareOfCalls = 0.5;
/** The longest pause between two of them, in milliseconds: so that calls fall into reboots and logins too. */
const longestPauseMs = 150;

/**
 * Lets chance play with all phones of a scenario until so many emergency calls were sampled. What a phone cannot take at
 * its moment, it refuses, as it would a hand; calls that were left up are hung up at the end.
 * @throws StepFailure where a call did not do what the path of its desk says
 */
export async function playRandomDay(stage: Stage, calls: number): Promise<void> {
  const { random } = stage;
  const phones = [...stage.handsets].map(([name, handset]) => ({ name, handset }));
  for (let placed = 0; placed < calls; ) {
    const phone = pick(random, phones);
    if (random.next() < shareOfCalls) {
      if (!canBeSampled(stage, phone)) continue;
      await proveEmergencyPath(stage, phone);
      placed++;
    } else {
      const action = pickAction(random, stage, phone);
      await action?.run(stage, phone).catch(unlessUnable);
    }
    await pause(stage, random.integer(0, longestPauseMs));
  }
  await hangUpAll(stage, phones);
}

/** A phone without power takes no call, and one in an emergency call has it as its path. */
function canBeSampled({ log }: Stage, { name }: StagePhone): boolean {
  const { state, calls } = log.view(name);
  return state !== "OFF" && !calls.some((call) => call.state === "answered" || call.state === "dialling");
}

function pickAction(random: Random, stage: Stage, { name }: StagePhone): DayAction | undefined {
  const view = stage.log.view(name);
  const possible = dayActions.filter((action) => action.possible(view));
  const total = possible.reduce((sum, { weight }) => sum + weight, 0);
  let rest = random.next() * total;
  return possible.find(({ weight }) => {
    rest -= weight;
    return rest < 0;
  });
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[random.integer(0, items.length - 1)];
  if (item === undefined) throw new RangeError("there is nothing to pick from");
  return item;
}

async function pause({ log, clock, signal }: Stage, ms: number): Promise<void> {
  const { end } = await log.until([], () => undefined, ms, clock, signal);
  if (end === "aborted") throw new Interrupted();
}

async function hangUpAll({ log }: Stage, phones: readonly StagePhone[]): Promise<void> {
  for (const { name, handset } of phones) {
    for (const { call, state } of log.view(name).calls) {
      if (state === "answered") await handset.hangUp(call).catch(unlessUnable);
    }
  }
}

/** A hand that comes at the wrong moment gets nothing, and no more. Anything else is not a matter of chance. */
function unlessUnable(error: unknown): void {
  if (!(error instanceof DeskfleetError) || error.code !== "DF_DESK_UNABLE") throw error;
}
