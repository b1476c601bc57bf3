import { randomInt } from "node:crypto";
import { createLiveLoad } from "../../../reports/line/load.js";
import { loadVerdict } from "../../../reports/load-verdict.js";
import { startBackendProcess } from "../../embedded/backend-process.js";
import { loadProfiles, loadSetup } from "../../files/package-files.js";
import { cliMain, packageVersion } from "../../files/package-root.js";
import { readSource } from "../../files/read-source.js";
import { dialGuard } from "../../fleet/dial-guard.js";
import { IdentityDealer } from "../../fleet/identity-dealer.js";
import { keepProcessAlive } from "../../fleet/keep-process-alive.js";
import { recordTarget } from "../../fleet/record-target.js";
import { runLoad } from "../../load/run-load.js";
import { exitCodes } from "../../model/exit-codes.js";
import { checkPlan, parsePlan } from "../../model/load/parse-plan.js";
import type { Plan } from "../../model/load/plan.js";
import type { Profiles } from "../../model/profile/profile.js";
import { createRandom } from "../../model/random.js";
import type { Setup } from "../../model/setup/setup.js";
import { systemClock } from "../../sip/system-clock.js";
import { standardTimers } from "../../sip/timers.js";
import { runFileVersion } from "../../transcript/event.js";
import type { LoadResult } from "../../transcript/load-result.js";
import { createRedactor } from "../../transcript/redaction.js";
import { Transcript } from "../../transcript/transcript.js";
import { builtInPath, namedSetupPath } from "../files/built-in-names.js";
import { besideReports, parseReportRequests, writeReport } from "../files/report-files.js";
import { openRunFile } from "../files/run-file-writer.js";
import { secretsOf } from "../files/secrets.js";
import { checkWritable } from "../files/writable-path.js";
import { endSignal, sayInterrupted } from "../signals.js";
import type { ForeignPbx } from "../target/foreign-pbx.js";
import { setupOn } from "../target/setup-on.js";
import { consentedRules } from "../target/target-consent.js";
import { overwritable } from "../view/terminal-lines.js";
import type { LoadArguments } from "./arguments.js";
import { checkFileLimit } from "./file-limit.js";
import { loadTarget } from "./load-target.js";

/** A plan that was read and checked, with all that it names. */
interface PreparedLoad {
  readonly plan: Plan;
  readonly file: string;
  readonly profiles: Profiles;
  readonly setup: Setup;
  readonly setupPath: string;
  readonly seed: number;
  /** undefined: the embedded backend. */
  readonly pbx: ForeignPbx | undefined;
}

/** Runs a load plan against the embedded backend in a process of its own, and reports it. */
export async function runPlan(args: LoadArguments): Promise<void> {
  const reports = parseReportRequests(args.report);
  const load = await prepare(args);
  for (const { path } of reports) if (path !== "-") checkWritable(path);
  const transcript = new Transcript(systemClock, createRedactor(secretsOf(load.setup, load.pbx)));
  const runFile = args["run-file"] === undefined ? undefined : openRunFile(args["run-file"]);
  if (runFile) transcript.subscribe(runFile.write);
  transcript.subscribe(
    createLiveLoad({
      print: (text) => besideReports(reports).write(text),
      progress: (text) => process.stderr.write(text),
      overwrite: args.tui && overwritable(process.stderr),
    }),
  );
  const release = keepProcessAlive();
  try {
    const problems = (): readonly string[] => runFile?.problems() ?? [];
    process.exitCode = exitCodes[loadVerdict(await runPrepared(load, args, transcript, problems))];
  } finally {
    release();
    runFile?.close();
  }
  for (const request of reports) writeReport(request, transcript.events);
}

async function prepare(args: LoadArguments): Promise<PreparedLoad> {
  const profiles = loadProfiles(args.profiles);
  const planPath = builtInPath("plans", args.plan);
  const source = readSource(planPath);
  const plan = parsePlan(source);
  const setupPath = namedSetupPath(planPath, plan.setup);
  const pbx = await loadTarget(args);
  const written = loadSetup(setupPath, profiles);
  const setup = pbx ? setupOn(pbx.target, written) : written;
  checkPlan(source, plan, setup, [...profiles.keys()]);
  checkFileLimit(plan.fleet.count);
  return { plan, file: source.file, profiles, setup, setupPath, pbx, seed: args.seed ?? randomInt(2 ** 31) };
}

async function runPrepared(
  { plan, file, profiles, setup, setupPath, seed, pbx }: PreparedLoad,
  args: LoadArguments,
  transcript: Transcript,
  problems: () => readonly string[],
): Promise<LoadResult> {
  const interrupt = new AbortController();
  using end = endSignal();
  void end.asked.then(() => {
    sayInterrupted();
    interrupt.abort();
  });
  const recorder = transcript.scope({});
  recorder.record({
    type: "run-start",
    runFileVersion,
    deskfleet: packageVersion(),
    startedAt: new Date().toISOString(),
    seed,
    command: `load ${file}`,
  });
  // No number that --allow-emergency could open: a load run calls nobody for help on a real PBX (emergency.md §7 rule 5).
  const dialRules = consentedRules(pbx?.target, []);
  recordTarget(recorder, dialRules);
  const profileArgs = args.profiles === undefined ? [] : ["--profiles", args.profiles];
  const pbxArgs = args.target === undefined ? [] : ["--pbx", args.target, "--fresh"];
  const { backend, ended } = await startBackendProcess(
    cliMain,
    // Its phones are silent too: what is measured is signalling.
    [setupPath, "--no-sound", "--seed", String(seed), ...profileArgs, ...pbxArgs],
    {
      onEvent: () => undefined,
      faults: [],
    },
  );
  try {
    const measured = await runLoad({
      plan,
      backend,
      profiles,
      random: createRandom(seed),
      recorder,
      interrupt: interrupt.signal,
      backendEnded: ended,
      fleet: {
        setup,
        backend: backend.addresses,
        dealer: new IdentityDealer(),
        clock: systemClock,
        timers: standardTimers,
        hardwareSpeed: args["hardware-speed"],
        mayDial: dialGuard(dialRules, setup),
      },
    });
    const result = { ...measured, invalid: [...measured.invalid, ...problems()] };
    recorder.record({ type: "load-end", result });
    return result;
  } finally {
    await backend.stop();
  }
}
