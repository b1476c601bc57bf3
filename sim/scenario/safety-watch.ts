import { EmergencyWatch } from "../emergency/emergency-watch.js";
import type { Evidence, Probe } from "../fleet/backend/probe.js";
import type { TranscriptEvent } from "../transcript/event.js";
import type { Scenario } from "./file/scenario-file.js";
import { CallsLeftUp } from "./invariants/calls-left-up.js";
import { Invariants } from "./invariants/invariants.js";
import type { RunOptions } from "./run-options.js";
import type { SetupInForce } from "./setup-in-force.js";
import type { Stage } from "./stage.js";

export interface SafetyWatchOptions {
  readonly run: Pick<RunOptions, "transcript" | "clock" | "faults" | "hardwareSpeed">;
  /** Id of the scenario in the transcript. */
  readonly id: string;
  readonly scenario: Scenario;
  readonly setup: SetupInForce;
  readonly probe: Probe;
}

/** How long the last word of a backend may be under way, in milliseconds. */
const lastWordMs = 1000;

/** What is watched in each attempt at a scenario, whatever its steps are about: emergency paths and invariants. */
export class SafetyWatch {
  readonly paths: EmergencyWatch;
  readonly #invariants: Invariants;
  readonly #callsLeft = new CallsLeftUp();
  readonly #hasFaults: boolean;
  readonly #wrongPaths: string[] = [];

  constructor({ run, id, scenario, setup, probe }: SafetyWatchOptions) {
    const sees = (evidence: Evidence): boolean => probe.lacks(evidence) === undefined;
    this.paths = new EmergencyWatch({
      written: () => setup.current,
      applied: () => setup.applied,
      shows: { contacts: sees("contact-events"), dialPlan: sees("dial-plan") },
      wall: () => run.clock.wall(),
      onPath: (phone, number, path) =>
        run.transcript.scope({ scenario: id, phone }).record({ type: "emergency-path", number, ...path }),
    });
    setup.onChange = () => this.paths.lookAgain();
    this.#invariants = new Invariants({
      ...{ scenario, setup: () => setup.current, hardwareSpeed: run.hardwareSpeed },
      ...{ seesFarEnd: sees("far-end"), seesContacts: sees("contact-events") },
    });
    this.#hasFaults = run.faults.length > 0;
  }

  /** Takes one more event of the attempt. */
  add(event: TranscriptEvent): void {
    this.#invariants.add(event);
    this.#callsLeft.add(event);
    // A rule that is broken on purpose breaks what the path is worked out by.
    if (!this.#hasFaults) this.#wrongPaths.push(...wrongPath(event));
    this.paths.add(event);
  }

  /** Calls that did what the path of their desk does not say: nothing else is to be believed of paths then. */
  get wrongPaths(): readonly string[] {
    return this.#wrongPaths;
  }

  /** Asked when all steps have passed; looked for once more where something is amiss, for the PSAP may be told late. */
  async breaches({ log, clock, signal }: Stage): Promise<readonly string[]> {
    const holds = (): true | undefined => (this.#invariants.breaches().length === 0 ? true : undefined);
    await log.until(["far-end"], holds, lastWordMs, clock, signal);
    return this.#invariants.breaches();
  }

  /** Asked when the phones have left: a last BYE may still be on its way. @returns each call that is still up */
  async callsLeftUp({ log, clock }: Pick<Stage, "log" | "clock">): Promise<readonly string[]> {
    const none = (): true | undefined => (this.#callsLeft.left().length === 0 ? true : undefined);
    await log.until(["far-end"], none, lastWordMs, clock, new AbortController().signal);
    return this.#callsLeft.left();
  }
}

function wrongPath(event: TranscriptEvent): string[] {
  if (event.type !== "emergency-sample" || event.verdict !== "disagreed") return [];
  const { number, expected, reached, why } = event;
  const said = expected.missing === "" ? expected.path : `${expected.path}: ${expected.missing}`;
  const did = reached ? "reached the PSAP" : `did not reach the PSAP (${why})`;
  return [`the emergency path of ${event.phone ?? "a phone"} was ${said}, and a call to ${number} ${did}`];
}
