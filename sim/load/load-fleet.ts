import type { Desk } from "../fleet/desk.js";
import { createDesk, type FleetOptions } from "../fleet/desk.js";
import type { PutMappings } from "../model/control/control-api.js";
import { DeskfleetError } from "../model/errors.js";
import type { Plan } from "../model/load/plan.js";
import type { Profile, Profiles } from "../model/profile/profile.js";
import type { Random } from "../model/random.js";
import type { Setup } from "../model/setup/setup.js";
import type { EventBody } from "../transcript/event.js";
import { DeskRecord } from "./desk-record.js";

/** A desk under load and what is remembered of it. */
export interface LoadDesk {
  readonly desk: Desk;
  readonly record: DeskRecord;
}

/** The models of the fleet, each as often as its weight, spread evenly: 1:1:2 gives A C B C, not A B C C. */
export function spreadModels(weights: Readonly<Record<string, number>>, count: number): string[] {
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const owed = new Map(Object.keys(weights).map((model) => [model, 0]));
  return Array.from({ length: count }, () => {
    let next = "";
    for (const [model, weight] of Object.entries(weights)) {
      const credit = (owed.get(model) ?? 0) + weight;
      owed.set(model, credit);
      if (next === "" || credit > (owed.get(next) ?? 0)) next = model;
    }
    owed.set(next, (owed.get(next) ?? 0) - total);
    return next;
  });
}

interface LoadFleetOptions {
  readonly plan: Plan;
  readonly fleet: FleetOptions;
  readonly profiles: Profiles;
  readonly random: Random;
  /** Hears every event of every desk. */
  readonly onEvent: (record: DeskRecord, event: EventBody) => void;
}

/**
 * Makes all desks of a plan, without power; the same handsets as in scenarios.
 * @throws DeskfleetError DF_INTERNAL for a model without a profile: the plan was not checked
 */
export function createLoadFleet(options: LoadFleetOptions): LoadDesk[] {
  const { plan, fleet, profiles, random, onEvent } = options;
  const { count, models, placeholders, location } = plan.fleet;
  return spreadModels(models, count).map((model, index) => {
    const profile: Profile | undefined = profiles.get(model);
    const extension = placeholders[index % placeholders.length];
    const name = `desk-${index + 1}`;
    if (!profile || extension === undefined) {
      throw new DeskfleetError("DF_INTERNAL", `${name}: no profile for ${model}, or no placeholder`);
    }
    let record: DeskRecord | undefined;
    const recorder = {
      detail: "outcomes" as const,
      hide: () => undefined,
      record: (event: EventBody) => {
        // The first event introduces the handset, and with it the MAC that it was dealt.
        if (event.type === "handset") record = new DeskRecord({ name, model, mac: event.mac, extension });
        if (record) onEvent(record, event);
      },
    };
    const desk = createDesk(fleet, { name, profile, location, random: random.fork(name), recorder });
    if (!record) throw new DeskfleetError("DF_INTERNAL", `${name}: the handset did not introduce itself`);
    return { desk, record };
  });
}

/**
 * The mappings that the backend must hold before the fleet starts: every desk as it is after a logout to its
 * placeholder. Its layout is the logout layout of the first group, in their order, that has one for the model; where
 * none has, the first layout of the model.
 * @throws DeskfleetError DF_INTERNAL for a model without a layout: the plan was not checked
 */
export function mappingsOf(records: readonly DeskRecord[], setup: Setup): PutMappings {
  const template = Object.keys(setup.templates)[0] ?? "Default";
  return records.map(({ name, mac, model, extension }) => {
    const layout = logoutLayoutOf(model, setup);
    if (layout === undefined) throw new DeskfleetError("DF_INTERNAL", `${name}: no layout for ${model}`);
    return { mac, model, extension, template, layout };
  });
}

function logoutLayoutOf(model: string, { groups, modelLayouts }: Setup): string | undefined {
  const ofGroups = Object.values(groups).map(({ hotdesk }) => hotdesk.logoutModelLayouts?.[model]);
  const ofModel = Object.keys(modelLayouts).find((name) => modelLayouts[name]?.model === model);
  return ofGroups.find((layout) => layout !== undefined) ?? ofModel;
}
