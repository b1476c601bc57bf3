import { randomInt } from "node:crypto";
import { setMaxListeners } from "node:events";
import { createLiveReporter } from "../../../reports/line/live.js";
import { startEmbedded } from "../../embedded/start-embedded.js";
import { startHybrid } from "../../embedded/start-hybrid.js";
import { packageVersion } from "../../files/package-root.js";
import type { BackendStart } from "../../fleet/backend/backend.js";
import { targetBackends } from "../../fleet/backend/target-backend.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import type { Profiles } from "../../model/profile/profile.js";
import type { FaultName } from "../../model/rules/faults.js";
import type { Setup } from "../../model/setup/setup.js";
import type { PlannedScenario } from "../../scenario/file/scenario-file.js";
import type { RunEnd } from "../../scenario/run-options.js";
import { runScenarios } from "../../scenario/runner.js";
import { systemClock } from "../../sip/system-clock.js";
import { scaledTimers } from "../../sip/timers.js";
import type { TranscriptEvent } from "../../transcript/event.js";
import { createRedactor } from "../../transcript/redaction.js";
import { Transcript } from "../../transcript/transcript.js";
import { besideReports, type ReportRequest, writeReport } from "../files/report-files.js";
import { openRunFile } from "../files/run-file-writer.js";
import { isNumberOf } from "../files/secrets.js";
import { endSignal, sayInterrupted } from "../signals.js";
import type { Place } from "../target/place.js";
import { setupOn } from "../target/setup-on.js";
import { coloured, overwritable } from "../view/terminal-lines.js";
import type { RunArguments } from "./arguments.js";
import { showRun } from "./run-view.js";
import { secretsOfScenario } from "./scenario-secrets.js";

/** How scenarios are played, as the command line says. */
export type PlayArguments = Pick<
  RunArguments,
  | "bail"
  | "fail-on-flaky"
  | "hardware-speed"
  | "parallel"
  | "retries"
  | "run-file"
  | "seed"
  | "timer-t1"
  | "tui"
  | "verbose"
>;

/** What was read from files and command line, and found good. */
interface Selected extends Place {
  /** The command as it was given, for the run file. */
  readonly command: string;
  readonly scenarios: readonly PlannedScenario[];
  readonly profiles: Profiles;
  readonly reports: readonly ReportRequest[];
  readonly faults: readonly FaultName[];
  /** In what the setups that are played differ from the files, a line each; absent: in nothing. */
  readonly remarks?: readonly string[];
  /** Nothing on stdout: something else is printed there; default: false. */
  readonly quiet?: boolean;
  /** Of a drill: whether its table has every desk; absent: it has the first. */
  readonly allDesks?: boolean;
  /** Why the run proves nothing, asked at its end; absent: it does. */
  readonly problems?: (events: readonly TranscriptEvent[]) => readonly string[];
}

/** A run that is over, reported. */
interface Played {
  readonly events: readonly TranscriptEvent[];
  /** That of the process, too. */
  readonly exitCode: ExitCode;
}

/** Plays scenarios, shows the run while it goes on, and reports it. */
export async function playScenarios(args: PlayArguments, selected: Selected): Promise<Played> {
  const { scenarios, profiles, reports, faults, target, dialRules, command } = selected;
  const timers = scaledTimers(args["timer-t1"]);
  const seed = args.seed ?? randomInt(2 ** 31);
  const transcript = new Transcript(systemClock, createRedactor(secretsIn(selected)), {
    isInUse: isNumberOf(scenarios.map(({ setup }) => setup)),
  });
  const runFile = args["run-file"] === undefined ? undefined : openRunFile(args["run-file"]);
  if (runFile) transcript.subscribe(runFile.write);
  const lines = selected.quiet === true ? process.stderr : besideReports(reports);
  const live = createLiveReporter({
    print: (text) => lines.write(text),
    ...(overwritable(process.stderr) ? { progress: (text) => process.stderr.write(text) } : {}),
    columns: () => process.stderr.columns ?? 80,
    colour: coloured(lines),
    files: scenarios.map(({ scenario }) => scenario.file),
    verbose: args.verbose,
    allDesks: selected.allDesks ?? false,
  });
  const closeView = await showRun({ tui: args.tui, transcript, scenarios, live });

  const interrupt = new AbortController();
  // Every wait of every scenario listens to it.
  setMaxListeners(0, interrupt.signal);
  using stop = endSignal();
  void stop.asked.then(() => {
    sayInterrupted();
    interrupt.abort();
  });
  const end = await runScenarios({
    scenarios,
    profiles,
    startBackend: backendStarter(selected, { profiles, seed, timers }),
    transcript,
    clock: systemClock,
    seed,
    parallel: target === undefined ? args.parallel : 1,
    retries: args.retries,
    bail: args.bail,
    faults,
    hardwareSpeed: args["hardware-speed"],
    timers,
    dialRules,
    signal: interrupt.signal,
    problems: () => [...(runFile?.problems() ?? []), ...(selected.problems?.(transcript.events) ?? [])],
    deskfleet: packageVersion(),
    command,
    remarks: selected.remarks ?? [],
  });
  await closeView();
  runFile?.close();
  for (const request of reports) writeReport(request, transcript.events);
  const recorded = runFile === undefined || runFile.problems().length === 0;
  const exitCode = exitCodeOf(end, args["fail-on-flaky"], recorded);
  process.exitCode = exitCode;
  return { events: transcript.events, exitCode };
}

/**
 * How scenarios get their backend: an embedded one each, the one that the target file describes, or a module each in front
 * of the Asterisk that it describes.
 */
function backendStarter(
  { target, asterisk }: Pick<Selected, "target" | "asterisk">,
  options: Parameters<typeof startEmbedded>[2],
): (setup: Setup, start: BackendStart) => ReturnType<typeof startEmbedded> {
  if (target === undefined) return (setup, start) => startEmbedded(setup, start, options);
  if (asterisk === undefined) return targetBackends(target);
  return (setup, start) => startHybrid(setupOn(target, setup), start, { ...options, asterisk });
}

function secretsIn({ scenarios, asterisk }: Pick<Selected, "scenarios" | "asterisk">): string[] {
  return [...scenarios.flatMap(secretsOfScenario), ...(asterisk ? [asterisk.ami.secret] : [])];
}

function exitCodeOf({ verdict, counts }: RunEnd, failOnFlaky: boolean, recorded: boolean): ExitCode {
  // The last event itself, the verdict, may be the first that could not be recorded.
  if (!recorded && verdict !== "interrupted") return exitCodes.invalid;
  if (verdict === "passed" && failOnFlaky && counts.flaky > 0) return exitCodes.failed;
  return exitCodes[verdict];
}
