import type { Random } from "../../model/random.js";
import type { Stage, StagePhone } from "../stage.js";
import { Interrupted, ProvesNothing } from "../step-failure.js";
import type { DayAction } from "./day-action.js";
import { dayActions } from "./day-actions.js";
import { playMorning } from "./morning.js";
import { proveEmergencyPath } from "./prove-emergency-path.js";
import { TrunkTrouble } from "./trunk-trouble.js";
import { unlessUnable } from "./unless-unable.js";

/** How often a call is sampled instead of something being done. */
const shareOfCalls = 0.5;
/**
 * How much more often a desk is called from than one that still lacks what it lacked when a call from it came to nothing:
 * another would say the same. It is called from all the same, for what it says may be wrong by now.
 */
const weightOfOthers = 8;
/** The longest pause between two of them, in milliseconds: so that calls fall into reboots and logins too. */
const longestPauseMs = 150;

/**
 * People log in; then chance plays with all phones of a scenario until so many emergency calls were sampled. What a phone cannot take at
 * its moment, it refuses, as it would a hand. At the end calls that were left up are hung up, and trunks are up again.
 * @throws StepFailure where a call did not do what the path of its desk says
 * @throws ProvesNothing where no desk ever had one: that each call came to nothing is no success then
 */
export async function playRandomDay(stage: Stage, calls: number): Promise<void> {
  const phones = [...stage.handsets].map(([name, handset]) => ({ name, handset }));
  const trunks = new TrunkTrouble();
  try {
    await playMorning(stage, phones);
    await playDay(stage, phones, [...dayActions, ...trunks.actions], calls);
    await hangUpAll(stage, phones);
  } catch (error) {
    // Why the day broke off counts for more than what cannot be mended after it.
    await trunks.mendAll(stage).catch(() => undefined);
    throw error;
  }
  await trunks.mendAll(stage);
  if (stage.paths.hadNone) throw new ProvesNothing("no desk ever had an emergency path");
}

async function playDay(
  stage: Stage,
  phones: readonly StagePhone[],
  actions: readonly DayAction[],
  calls: number,
): Promise<void> {
  const { random } = stage;
  const proven = new Map<string, string>();
  for (let placed = 0; placed < calls; ) {
    const caller = random.next() < shareOfCalls ? pickCaller(stage, phones, proven) : undefined;
    if (caller !== undefined) {
      proven.set(caller.name, lackOf(stage, caller));
      await proveEmergencyPath(stage, caller);
      placed++;
    } else {
      const phone = pick(random, phones);
      const action = pickAction(stage, actions, phone);
      await action?.run(stage, phone).catch(unlessUnable);
    }
    await pause(stage, random.integer(0, longestPauseMs));
  }
}

function pickCaller(
  stage: Stage,
  phones: readonly StagePhone[],
  proven: ReadonlyMap<string, string>,
): StagePhone | undefined {
  const weighted = phones
    .filter((phone) => canBeSampled(stage, phone))
    .map((phone) => {
      const lack = lackOf(stage, phone);
      const isDull = lack !== "" && lack === proven.get(phone.name);
      return { phone, weight: isDull ? 1 : weightOfOthers };
    });
  return pickWeighted(stage.random, weighted)?.phone;
}

/** Why no call from it would reach the PSAP; empty: one would, or nobody knows. */
function lackOf({ paths }: Stage, { name }: StagePhone): string {
  const view = paths.pathOf(name)?.view;
  return view?.path === "none" ? `${view.link} ${view.missing}` : "";
}

/** A phone without power takes no call, and one in an emergency call has it as its path. */
function canBeSampled({ log }: Stage, { name }: StagePhone): boolean {
  const { state, calls } = log.view(name);
  return state !== "OFF" && !calls.some((call) => call.state === "answered" || call.state === "dialling");
}

function pickAction(
  { log, random }: Stage,
  actions: readonly DayAction[],
  { name }: StagePhone,
): DayAction | undefined {
  const view = log.view(name);
  return pickWeighted(
    random,
    actions.filter((action) => action.possible(view)),
  );
}

function pickWeighted<Item extends { readonly weight: number }>(
  random: Random,
  items: readonly Item[],
): Item | undefined {
  const total = items.reduce((sum, { weight }) => sum + weight, 0);
  let rest = random.next() * total;
  return items.find(({ weight }) => {
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
