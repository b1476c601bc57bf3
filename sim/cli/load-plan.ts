import { randomInt } from "node:crypto";
import { dirname, resolve } from "node:path";
import { createLiveLoad } from "../../reports/line/load.js";
import { loadVerdict } from "../../reports/load-verdict.js";
import { dialGuard } from "../fleet/dial-guard.js";
import { IdentityDealer } from "../fleet/identity.js";
import { keepProcessAlive } from "../fleet/keep-process-alive.js";
import { runLoad } from "../load/run-load.js";
import { exitCodes } from "../model/exit-codes.js";
import { checkPlan, parsePlan } from "../model/parse-plan.js";
import { createRandom } from "../model/random.js";
import { systemClock } from "../sip/system-clock.js";
import { standardTimers } from "../sip/timers.js";
import { runFileVersion } from "../transcript/event.js";
import { createRedactor } from "../transcript/redaction.js";
import { Transcript } from "../transcript/transcript.js";
import { startBackendProcess } from "./backend-process.js";
import { checkFileLimit } from "./file-limit.js";
import type { LoadArguments } from "./load.js";
import { loadProfiles, loadSetup, packageVersion, readSource } from "./package-files.js";
import { parseReportRequest, writeReport } from "./report-files.js";
import { openRunFile } from "./run-file-writer.js";
import { secretsOf } from "./secrets.js";
import { endSignal } from "./signals.js";

/** Runs a load plan against the embedded backend in a process of its own, and reports it. */
export async function loadPlan(args: LoadArguments): Promise<void> {
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
      interrupt: interrupt.signal,
      backendEnded: new AbortController().signal,
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
    process.exitCode = exitCodes[loadVerdict(result)];
  } finally {
    await backend.stop();
    release();
    runFile?.close();
  }
  for (const request of reports) writeReport(request, transcript.events);
}
