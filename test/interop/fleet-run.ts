import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { SetupInput } from "../../sim/model/setup/setup.js";
import type { EmergencyFigures } from "../../sim/transcript/emergency-figures.js";
import type { TranscriptEvent } from "../../sim/transcript/event.js";
import { type CliEnd, startCli } from "../e2e/cli.js";
import { scratchFolder } from "../e2e/scratch.js";
import type { RunningAsterisk } from "./asterisk.js";
import { labTarget } from "./hybrid-target.js";

/** Logged-out desks of one office, on the placeholder 9000. */
export interface Fleet {
  readonly scenario: string;
  /** Of the phones `desk-1`, `desk-2`, … */
  readonly count: number;
  readonly placeholder: Partial<NonNullable<SetupInput["extensions"]>[string]>;
  /** What the registrar grants, in seconds. */
  readonly expires?: number;
  readonly policies?: SetupInput["policies"];
  /** When all have been assigned to the placeholder and have no power yet. */
  readonly steps: readonly object[];
}

/** What `deskfleet run --target` told of one scenario. */
interface FleetRun {
  readonly end: CliEnd;
  readonly verdict: string;
  readonly reason: string;
  readonly notes: readonly string[];
  readonly emergency: EmergencyFigures;
  /** All that was recorded up to the tear-down. */
  readonly events: readonly TranscriptEvent[];
}

export interface PlayingFleet {
  /** Resolves when what was recorded so far is as the test wants it. */
  recorded(fits: (events: readonly TranscriptEvent[]) => boolean): Promise<void>;
  readonly ended: Promise<FleetRun>;
}

/** Plays a fleet on a real Asterisk by the real command line. */
export function playFleet(pbx: RunningAsterisk, fleet: Fleet, flags: readonly string[] = []): PlayingFleet {
  const folder = scratchFolder({ onTestFinished });
  const [file, report, runFile] = [
    join(folder, "fleet.yaml"),
    join(folder, "report.json"),
    join(folder, "run.ndjson"),
  ];
  writeFileSync(file, JSON.stringify(scenarioOf(fleet)));
  const cli = startCli([
    ...["run", file, "--target", labTarget(pbx), "--no-tui", "--verbose"],
    ...["--report", `json=${report}`, "--run-file", runFile, ...flags],
  ]);
  const events = (): TranscriptEvent[] => (existsSync(runFile) ? whole(readFileSync(runFile, "utf8")) : []);
  return {
    recorded: (fits) => expect.poll(() => fits(events()), { interval: 200 }).toBe(true),
    ended: cli.ended.then((end): FleetRun => {
      if (!existsSync(report)) throw new Error(`no report: ${end.stderr}`);
      const { scenarios, emergency } = JSON.parse(readFileSync(report, "utf8")) as {
        scenarios: readonly [{ verdict: string; reason?: string; notes?: readonly string[] }];
        emergency: EmergencyFigures;
      };
      const [{ verdict, reason = "", notes = [] }] = scenarios;
      const all = events();
      const over = all.findIndex(({ type }) => type === "tear-down");
      return { end, verdict, reason, notes, emergency, events: over < 0 ? all : all.slice(0, over) };
    }),
  };
}

function scenarioOf({ scenario, count, placeholder, expires, policies, steps }: Fleet): object {
  return {
    scenario,
    setup: resolve("scenarios/setups/two-offices.yaml"),
    with: {
      extensions: { "9000": placeholder },
      // Else 100 phones are told of a mailbox at each REGISTER of one of them, and a small machine does nothing else.
      "mailbox-notices": false,
      ...(policies && { policies }),
      ...(expires && {
        registrar: {
          ...{ "minimum-expiration": expires, "maximum-expiration": expires, "default-expiration": expires },
        },
      }),
    },
    phones: { desk: { model: "CIP250", location: "new-york", count } },
    steps: [
      { assign: { phone: "desk", extension: "9000", template: "Logged Out", layout: "logout-250" } },
      ...steps,
    ],
  };
}

/** The last line may be half written. */
function whole(text: string): TranscriptEvent[] {
  const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
  return lines.flatMap((line) => (line === "" ? [] : (JSON.parse(line) as TranscriptEvent)));
}
