import { randomInt } from "node:crypto";
import { dirname, resolve } from "node:path";
import type { CommandModule } from "yargs";
import { createLiveLoad } from "../../reports/line/load.js";
import { loadVerdict } from "../../reports/load-verdict.js";
import { dialGuard } from "../fleet/dial-guard.js";
import { IdentityDealer } from "../fleet/identity.js";
import { keepProcessAlive, systemClock } from "../fleet/system-clock.js";
import { runLoad } from "../load/run-load.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { checkPlan, parsePlan } from "../model/parse-plan.js";
import { createRandom } from "../model/random.js";
import { standardTimers } from "../sip/timers.js";
import { runFileVersion } from "../transcript/event.js";
import type { LoadResult } from "../transcript/load-result.js";
import { createRedactor } from "../transcript/redaction.js";
import { Transcript } from "../transcript/transcript.js";
import { startBackendProcess } from "./backend-process.js";
import { checkFileLimit } from "./file-limit.js";
import { loadProfiles, loadSetup, packageVersion, readSource } from "./package-files.js";
import { parseReportRequest, reportKinds, writeReport } from "./report-files.js";
import { openRunFile } from "./run-file-writer.js";
import { secretsOf } from "./secrets.js";
import { endSignal } from "./signals.js";

interface LoadArguments {
  readonly plan: string;
  readonly report: string[];
  readonly "run-file": string | undefined;
  readonly seed: number | undefined;
  readonly "hardware-speed": number;
  readonly profiles: string | undefined;
  readonly tui: boolean;
}

/** `deskfleet load <plan>`: many desks at once, and what breaks first. */
export const loadCommand: CommandModule<object, LoadArguments> = {
  command: "load <plan>",
  describe: "Run a load plan: many desks on the placeholders of the embedded PBX",
  builder: (yargs) =>
    yargs
      .positional("plan", { type: "string", demandOption: true, describe: "plan file" })
      .option("report", {
        type: "string",
        array: true,
        default: [] as string[],
        describe: `KIND=PATH with KIND one of ${reportKinds.join(", ")}; may repeat`,
      })
      .option("run-file", { type: "string", describe: "record the run here, for `deskfleet report`" })
      .option("seed", { type: "number", describe: "repeat a run: same desks, addresses and jitter" })
      .option("hardware-speed", {
        type: "number",
        default: 100,
        describe: "desks boot this many times faster than the real phone",
      })
      .option("profiles", { type: "string", describe: "folder with phone models of your own" })
      .option("tui", {
        type: "boolean",
        default: true,
        describe: "one changing line; --no-tui prints a line a second",
      })
      .example("$0 load scenarios/plans/morning.yaml", "2,000 desks on 20 placeholders")
      .example("$0 load my-plan.yaml --report json=load.json", "Figures for a script"),
  handler: loadPlan,
};

async function loadPlan(args: LoadArguments): Promise<void> {
  const reports = args.report.map(parseReportRequest);
  const profiles = loadProfiles(args.profiles);
  const source = readSource(args.plan);
  const plan = parsePlan(source);
  const setupPath = resolve(dirname(args.plan), plan.setup);
  const setup = loadSetup(setupPath, profiles);
  checkPlan(source, plan, setup, [...profiles.keys()]);
  checkFileLimit(plan.fleet.count);

  const seed = args.seed ?? randomInt(2 ** 31);
  const transcript = new Transcript(systemClock, createRedactor(secretsOf(setup)));
  const runFile = args["run-file"] === undefined ? undefined : openRunFile(args["run-file"]);
  if (runFile) transcript.subscribe(runFile.write);
  transcript.subscribe(
    createLiveLoad({
      print: (text) => process.stdout.write(text),
      progress: (text) => process.stderr.write(text),
      overwrite: args.tui && Boolean(process.stderr.isTTY),
    }),
  );
  const interrupt = new AbortController();
  void endSignal().then(() => interrupt.abort());
  const release = keepProcessAlive();
  const backendArgs = [
    setupPath,
    "--seed",
    String(seed),
    ...(args.profiles ? ["--profiles", args.profiles] : []),
  ];
  const recorder = transcript.scope({});
  recorder.record({
    type: "run-start",
    runFileVersion,
    deskfleet: packageVersion(),
    startedAt: new Date().toISOString(),
    seed,
    command: `load ${source.file}`,
  });
  const backend = await startBackendProcess(backendArgs, { onEvent: () => undefined, faults: [] });
  try {
    const result = await runLoad({
      plan,
      backend,
      profiles,
      random: createRandom(seed),
      recorder,
      signal: interrupt.signal,
      fleet: {
        setup,
        configServer: backend.addresses.configServer,
        dealer: new IdentityDealer(),
        clock: systemClock,
        timers: standardTimers,
        hardwareSpeed: args["hardware-speed"],
        mayDial: dialGuard({ backend: "embedded" }, setup),
      },
    });
    recorder.record({ type: "load-end", result });
    process.exitCode = exitCodeOf(result, interrupt.signal.aborted);
  } finally {
    await backend.stop();
    release();
    runFile?.close();
  }
  for (const request of reports) writeReport(request, transcript.events);
}

function exitCodeOf(result: LoadResult, interrupted: boolean): ExitCode {
  return interrupted ? exitCodes.interrupted : exitCodes[loadVerdict(result)];
}
