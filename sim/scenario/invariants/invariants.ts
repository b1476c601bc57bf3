import type { Evidence } from "../../model/control/evidence.js";
import type { Setup } from "../../model/setup/setup.js";
import type { TranscriptEvent } from "../../transcript/event.js";
import type { Scenario } from "../file/scenario-file.js";
import { DeliveredCalls } from "./delivered-calls.js";
import type { Invariant } from "./invariant.js";
import { KeptPaths } from "./kept-paths.js";
import { Mappings } from "./mappings.js";
import { ShownRegistrations } from "./shown-registrations.js";

/** What an attempt at a scenario is held against. */
export interface Watched {
  readonly scenario: Scenario;
  /** As the backend has it now. */
  readonly setup: () => Setup;
  readonly hardwareSpeed: number;
  /** Whether the backend shows it at this moment. */
  readonly sees: (evidence: Evidence) => boolean;
}

interface Watch {
  readonly id: string;
  readonly invariant: Invariant;
  /** Without it nothing can be said: absent where the phones and the module are enough. */
  readonly needs?: Evidence;
}

/** The invariants of every scenario (INV-1 to INV-4), each by its id. */
export class Invariants {
  readonly #watches: readonly Watch[];
  readonly #sees: Watched["sees"];
  #nowMs = 0;

  constructor({ scenario, setup, hardwareSpeed, sees }: Watched) {
    const { emergency: terms, groups } = scenario;
    const paths = new KeptPaths({ terms, groups, hardwareSpeed, nowMs: () => this.#nowMs });
    const mistaken = new Set(terms.mistaken.flatMap((name) => groups.get(name) ?? [name]));
    const delivered = new DeliveredCalls(setup, scenario.steps);
    this.#sees = sees;
    this.#watches = [
      { id: "INV-1", invariant: paths },
      { id: "INV-2", invariant: new Mappings(setup) },
      { id: "INV-3", needs: "contact-events", invariant: new ShownRegistrations(mistaken) },
      { id: "INV-4", needs: "far-end", invariant: delivered },
    ];
  }

  /** Takes one more event of the attempt. */
  add(event: TranscriptEvent): void {
    this.#nowMs = event.atMs;
    for (const { invariant } of this.#watches) invariant.add(event);
  }

  /** Asked when all steps have passed. @returns each breach with its id, in words */
  breaches(): readonly string[] {
    return this.#watches
      .filter(({ needs }) => needs === undefined || this.#sees(needs))
      .flatMap(({ id, invariant }) => invariant.breaches().map((text) => `${id}: ${text}`));
  }
}
