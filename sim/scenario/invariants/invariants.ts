import type { Setup } from "../../model/setup/setup.js";
import type { TranscriptEvent } from "../../transcript/event.js";
import type { Scenario } from "../file/scenario-file.js";
import { DeliveredCalls } from "./delivered-calls.js";
import { EmergencyPaths } from "./emergency-paths.js";
import type { Invariant } from "./invariant.js";
import { Mappings } from "./mappings.js";
import { ShownRegistrations } from "./shown-registrations.js";

/** What an attempt at a scenario is held against. */
export interface Watched {
  readonly scenario: Scenario;
  /** As the backend has it now. */
  readonly setup: () => Setup;
  readonly hardwareSpeed: number;
  /** Whether it is seen what reaches the PSAP. */
  readonly seesFarEnd: boolean;
  /** Whether contacts are told as they come and go. */
  readonly seesContacts: boolean;
}

/** The invariants of every scenario (INV-1 to INV-4), each by its id. */
export class Invariants {
  readonly #all: readonly (readonly [string, Invariant])[];
  #nowMs = 0;

  constructor({ scenario, setup, hardwareSpeed, seesFarEnd, seesContacts }: Watched) {
    const { emergency: terms, groups } = scenario;
    const paths = new EmergencyPaths({ terms, groups, hardwareSpeed, nowMs: () => this.#nowMs });
    const mistaken = new Set(terms.mistaken.flatMap((name) => groups.get(name) ?? [name]));
    const isJudged = terms.judge;
    this.#all = !isJudged
      ? []
      : [
          ["INV-1", paths],
          ["INV-2", new Mappings(setup)],
          ...(seesContacts ? [["INV-3", new ShownRegistrations(mistaken)] as const] : []),
          ...(seesFarEnd && !expectsSilentPsap(scenario)
            ? [["INV-4", new DeliveredCalls(setup)] as const]
            : []),
        ];
  }

  /** Takes one more event of the attempt. */
  add(event: TranscriptEvent): void {
    this.#nowMs = event.atMs;
    for (const [, invariant] of this.#all) invariant.add(event);
  }

  /** Asked when all steps have passed. @returns each breach with its id, in words */
  breaches(): readonly string[] {
    return this.#all.flatMap(([id, invariant]) => invariant.breaches().map((text) => `${id}: ${text}`));
  }
}

/** It says itself that a call must not reach the PSAP. */
function expectsSilentPsap({ steps }: Scenario): boolean {
  return steps.some(({ word, args }) => word === "expect" && args.psap === "none");
}
