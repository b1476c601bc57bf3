import { DeskfleetError } from "../../model/errors.js";
import type { Profiles } from "../../model/profile/profile.js";
import { createRandom, type Random } from "../../model/random.js";
import type { Setup } from "../../model/setup/setup.js";
import type { PlannedScenario, Scenario } from "../../scenario/file/scenario-file.js";
import { drillTag } from "../../transcript/drill-tag.js";

/** As many calls as one day has: each day starts with new phones and an empty PBX. */
const callsOfADay = 50;

export interface DrillPlan {
  readonly setup: Setup;
  /** Of the setup, for reports. */
  readonly file: string;
  readonly profiles: Profiles;
  /** To be sampled in all. */
  readonly calls: number;
  /** In each day. */
  readonly desks: number;
  readonly seed: number;
}

/**
 * The days of a drill, each a scenario: desks where the setup says that some stand, or of every model in every
 * location, and a number of calls.
 * @throws DeskfleetError DF_CLI_USAGE where no desk can stand anywhere
 */
export function planDrill({ setup, file, profiles, calls, desks, seed }: DrillPlan): PlannedScenario[] {
  const places = placesOf(setup, profiles);
  if (places.length === 0) {
    throw new DeskfleetError(
      "DF_CLI_USAGE",
      `${file}: no location has a desk of a model that there is a profile for`,
    );
  }
  const random = createRandom(seed).fork("drill");
  const days = Math.ceil(calls / callsOfADay);
  return Array.from({ length: days }, (_each, index) => {
    const left = calls - index * callsOfADay;
    const phones = Array.from({ length: desks }, (_desk, number) => deskAt(random, places, number + 1));
    return { setup, judged: false, scenario: dayOf(file, index + 1, phones, Math.min(callsOfADay, left)) };
  });
}

interface Place {
  readonly location: string | undefined;
  readonly model: string;
  /** How many desks stand there; those of a place are drawn that much more often. */
  readonly weight: number;
}

function placesOf({ locations }: Setup, profiles: Profiles): Place[] {
  const named = Object.entries(locations);
  const sites = named.length > 0 ? named : [[undefined, undefined] as const];
  return sites.flatMap(([location, site]) => {
    const standing = site?.desks ?? Object.fromEntries([...profiles.keys()].map((model) => [model, 1]));
    return Object.entries(standing)
      .filter(([model, weight]) => weight > 0 && profiles.has(model))
      .map(([model, weight]) => ({ location, model, weight }));
  });
}

function deskAt(random: Random, places: readonly Place[], number: number): Scenario["phones"][number] {
  const total = places.reduce((sum, { weight }) => sum + weight, 0);
  let rest = random.next() * total;
  const place = places.find(({ weight }) => {
    rest -= weight;
    return rest < 0;
  });
  const { location, model } = place ?? { location: undefined, model: "" };
  const name = `${location ?? "desk"}-${number}`;
  return { name, declaredAs: name, model, location };
}

/** Gaps are told, and judge nothing: on a random day somebody always pulls a plug. */
function dayOf(file: string, day: number, phones: Scenario["phones"], calls: number): Scenario {
  const names = phones.map(({ name }) => name);
  return {
    ...{ file, name: `Day ${day}`, tags: [drillTag], rules: [], policies: {}, phones, network: undefined },
    groups: new Map(names.map((name) => [name, [name]])),
    emergency: { without: {}, mistaken: [] },
    steps: [
      { word: "power-on", args: names, line: 1 },
      { word: "random-day", args: { calls }, line: 1 },
    ],
    cleanup: [],
  };
}
