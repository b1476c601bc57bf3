import { EmergencyWatch } from "../emergency/emergency-watch.js";
import type { Probe } from "../fleet/backend/probe.js";
import type { Evidence } from "../model/control/evidence.js";
import type { TranscriptEvent } from "../transcript/event.js";
import type { PlannedScenario } from "./file/scenario-file.js";
import { CallsLeftUp } from "./invariants/calls-left-up.js";
import { Invariants } from "./invariants/invariants.js";
import type { RunOptions } from "./run-options.js";
import type { SetupInForce } from "./setup-in-force.js";
import type { Stage } from "./stage.js";
import { Interrupted } from "./step-failure.js";

export interface SafetyWatchOptions {
  readonly run: Pick<RunOptions, "transcript" | "clock" | "faults" | "hardwareSpeed">;
  /** Id of the scenario in the transcript. */
  readonly id: string;
  readonly planned: PlannedScenario;
  readonly setup: SetupInForce;
  readonly probe: Probe;
}

/** How long the last word of a backend may be under way, in milliseconds. */
const lastWordMs = 1000;

/** What is watched in each attempt at a scenario, whatever its steps are about: emergency paths and invariants. */
export class SafetyWatch {
  readonly paths: EmergencyWatch;
  /** Absent: a day that chance plays is not judged by them. */
  readonly #invariants: Invariants | undefined;
  readonly #callsLeft = new CallsLeftUp();
  readonly #setup: SetupInForce;
  readonly #hasFaults: boolean;
  readonly #wrongPaths: string[] = [];

  constructor({ run, id, planned, setup, probe }: SafetyWatchOptions) {
    const { scenario, judged = true } = planned;
    const sees = (evidence: Evidence): boolean => probe.lacks(evidence) === undefined;
    this.paths = new EmergencyWatch({
      applied: () => setup.applied,
      // Asked at each look: a stream that breaks takes its evidence along, and calls, trunks and clock come by it too.
      shows: {
        get contacts() {
          return sees("contact-events");
        },
        get dialPlan() {
          return sees("dial-plan") && sees("contact-events");
        },
      },
      clock: run.clock,
      onPath: (phone, number, path) =>
        run.transcript.scope({ scenario: id, phone }).record({ type: "emergency-path", number, ...path }),
    });
    setup.onChange = () => this.paths.lookAgain();
    const { hardwareSpeed } = run;
    this.#invariants = judged
      ? new Invariants({ scenario, setup: () => setup.current, hardwareSpeed, sees })
      : undefined;
    this.#setup = setup;
    this.#hasFaults = run.faults.length > 0;
  }

  /** Takes one more event of the attempt. */
  add(event: TranscriptEvent): void {
    this.#invariants?.add(event);
    this.#callsLeft.add(event);
    // A rule that is broken on purpose breaks what the path is worked out by.
    if (!this.#hasFaults) this.#wrongPaths.push(...wrongPath(event));
    if (event.type === "applied") this.#setup.apply();
    this.paths.add(event);
  }

  /** Calls that did what the path of their desk does not say: nothing else is to be believed of paths then. */
  get wrongPaths(): readonly string[] {
    return this.#wrongPaths;
  }

  /** Asked when all steps have passed. Where something is amiss, the last words of phones and backend are waited for. */
  async breaches({ log, clock, signal, handsets }: Stage): Promise<readonly string[]> {
    const breaches = (): readonly string[] => this.#invariants?.breaches() ?? [];
    const topics = ["far-end", ...[...handsets.keys()].map((name) => `phone:${name}` as const)] as const;
    const holds = (): true | undefined => (breaches().length === 0 ? true : undefined);
    const { end } = await log.until(topics, holds, lastWordMs, clock, signal);
    if (end === "aborted") throw new Interrupted();
    return breaches();
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
