import type { Desk } from "../fleet/desk.js";
import { createDesk, type FleetOptions } from "../fleet/desk.js";
import type { PutMappings } from "../model/control-api.js";
import type { Plan } from "../model/plan.js";
import type { Profile, Profiles } from "../model/profile.js";
import type { Random } from "../model/random.js";
import type { Setup } from "../model/setup.js";
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

/** Makes all desks of a plan, without power; the same handsets as in scenarios. */
export function createLoadFleet(options: LoadFleetOptions): LoadDesk[] {
  const { plan, fleet, profiles, random, onEvent } = options;
  const { count, models, placeholders, location } = plan.fleet;
  return spreadModels(models, count).flatMap((model, index) => {
    const profile: Profile | undefined = profiles.get(model);
    const extension = placeholders[index % placeholders.length];
    if (!profile || extension === undefined) return [];
    const name = `desk-${index + 1}`;
    let record: DeskRecord | undefined;
    const recorder = {
      detail: "outcomes" as const,
      record: (event: EventBody) => {
        // The first event introduces the handset, and with it the MAC that it was dealt.
        if (event.type === "handset") record = new DeskRecord({ name, model, mac: event.mac, extension });
        if (record) onEvent(record, event);
      },
    };
    const desk = createDesk(fleet, { name, profile, location, random: random.fork(name), recorder });
    return record ? [{ desk, record }] : [];
  });
}

/**
 * The mappings that the backend must hold before the fleet starts: every desk as it is after a logout to its
 * placeholder, with that group's logout layout, or any layout of the model where there is none.
 */
export function mappingsOf(records: readonly DeskRecord[], setup: Setup): PutMappings {
  const layouts = new Map(Object.entries(setup.modelLayouts).map(([name, { model }]) => [model, name]));
  for (const { hotdesk } of Object.values(setup.groups)) {
    for (const [model, layout] of Object.entries(hotdesk.logoutModelLayouts ?? {}))
      layouts.set(model, layout);
  }
  const template = Object.keys(setup.templates)[0] ?? "Default";
  return records.flatMap(({ mac, model, extension }) => {
    const layout = layouts.get(model);
    return layout === undefined ? [] : [{ mac, model, extension, template, layout }];
  });
}
