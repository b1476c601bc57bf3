import { randomInt } from "node:crypto";
import { startEmbedded } from "../../embedded/start-embedded.js";
import { startHybrid } from "../../embedded/start-hybrid.js";
import { EmergencyWatch } from "../../emergency/emergency-watch.js";
import { loadProfiles, loadSetup } from "../../files/package-files.js";
import { packageVersion } from "../../files/package-root.js";
import { shownPath } from "../../files/shown-path.js";
import type { BackendAddresses } from "../../fleet/backend/backend.js";
import { createDesk, type Desk } from "../../fleet/desk.js";
import { type DialRules, dialGuard } from "../../fleet/dial-guard.js";
import { IdentityDealer } from "../../fleet/identity-dealer.js";
import { keepProcessAlive } from "../../fleet/keep-process-alive.js";
import { recordTarget } from "../../fleet/record-target.js";
import type { BackendEvent } from "../../model/control/backend-event.js";
import { exitCodes } from "../../model/exit-codes.js";
import type { Profiles } from "../../model/profile/profile.js";
import { createRandom } from "../../model/random.js";
import type { Setup } from "../../model/setup/setup.js";
import { standInPins } from "../../model/setup/stand-ins.js";
import { createSipShared } from "../../phone/sip-shared.js";
import { systemClock } from "../../sip/system-clock.js";
import { standardTimers } from "../../sip/timers.js";
import { runFileVersion } from "../../transcript/event.js";
import { FleetView } from "../../transcript/fleet-view.js";
import { printableLine } from "../../transcript/printable.js";
import type { Recorder } from "../../transcript/recorder.js";
import { createRedactor } from "../../transcript/redaction.js";
import { countVerdicts } from "../../transcript/run-summary.js";
import { Transcript } from "../../transcript/transcript.js";
import { builtInPath } from "../files/built-in-names.js";
import { besideReports, parseReportRequests, writeReport } from "../files/report-files.js";
import { openRunFile } from "../files/run-file-writer.js";
import { isNumberOf, secretsOf } from "../files/secrets.js";
import { checkWritable } from "../files/writable-path.js";
import { standInText, withSimulatedNetworks } from "../play/played-setup.js";
import { endSignal, sayInterrupted } from "../signals.js";
import { foreignPbx } from "../target/foreign-pbx.js";
import { setupOn } from "../target/setup-on.js";
import { consentedRules } from "../target/target-consent.js";
import type { WatchArguments } from "./arguments.js";
import { showFleet } from "./show-fleet.js";

const howToLogIn = "type as many * as the PIN has digits, write PINs there, or import --with-secrets";

/** Puts up a fleet on the embedded backend and shows it until the user leaves. */
export async function watchFleet(args: WatchArguments): Promise<void> {
  const reports = parseReportRequests(args.report);
  const profiles = loadProfiles(args.profiles);
  const pbx = args.target === undefined ? undefined : await foreignPbx(args.target);
  const path = builtInPath("setups", args.setup ?? "two-offices");
  const written = loadSetup(path, profiles);
  // Phones in front of an Asterisk have the addresses that its configuration was exported with.
  const { setup, remarks } = pbx
    ? { setup: setupOn(pbx.target, written), remarks: [] }
    : withSimulatedNetworks(written, shownPath(path));
  const standIns = standInPins(setup);
  const told = standIns.length === 0 ? remarks : [...remarks, `${standInText(standIns)}: ${howToLogIn}`];
  const seed = args.seed ?? randomInt(2 ** 31);
  for (const { path } of reports) if (path !== "-") checkWritable(path);
  const redact = createRedactor(secretsOf(setup, pbx));
  const transcript = new Transcript(systemClock, redact, {
    keep: reports.length > 0,
    isInUse: isNumberOf([setup]),
  });
  const runFile = args["run-file"] === undefined ? undefined : openRunFile(args["run-file"]);
  if (runFile) transcript.subscribe(runFile.write);
  const fleet = new FleetView();
  transcript.subscribe((event) => fleet.apply(event));
  const watch = new EmergencyWatch({
    applied: () => setup,
    shows: { contacts: true, dialPlan: pbx === undefined || pbx.asterisk.lab !== undefined },
    clock: systemClock,
    onPath: (phone, number, path) =>
      transcript.scope({ phone }).record({ type: "emergency-path", number, ...path }),
  });
  transcript.subscribe((event) => watch.add(event));
  const harness = transcript.scope({});
  const startedAt = systemClock.now();
  recordStart(harness, seed, args.setup, told);
  using end = endSignal();
  const release = keepProcessAlive();
  const dialRules = consentedRules(pbx?.target, args["allow-emergency"]);
  recordTarget(harness, dialRules);
  const backendOptions = { profiles, seed, timers: standardTimers };
  const start = { onEvent: (event: BackendEvent) => harness.record(event), faults: [] };
  const backend = await (pbx
    ? startHybrid(setup, start, { ...backendOptions, asterisk: pbx.asterisk })
    : startEmbedded(setup, start, backendOptions));
  // The wire is for the record alone: nothing on the view comes from it.
  const recorded = runFile !== undefined || reports.length > 0;
  const scope = (phone: string) => transcript.scope({ phone }, recorded ? "full" : "outcomes");
  const desks = createDesks(args, setup, profiles, seed, scope, backend.addresses, dialRules);
  const output = besideReports(reports);
  for (const remark of told) output.write(`${printableLine(remark)}\n`);
  const view = await showFleet({ tui: args.tui, setup, transcript, fleet, desks, output });
  await Promise.all([...desks.values()].map(({ handset }) => handset.powerOn()));
  await Promise.race([view.left, end.asked.then(sayInterrupted)]);
  harness.record({ type: "tear-down" });
  await view.close();
  await Promise.all([...desks.values()].map((desk) => desk.close()));
  await backend.stop();
  release();
  recordEnd(harness, systemClock.now() - startedAt, runFile?.problems() ?? []);
  runFile?.close();
  for (const request of reports) writeReport(request, transcript.events);
  if (runFile && runFile.problems().length > 0) process.exitCode = exitCodes.invalid;
}

function recordStart(
  harness: Recorder,
  seed: number,
  setup: string | undefined,
  remarks: readonly string[],
): void {
  harness.record({
    type: "run-start",
    runFileVersion,
    deskfleet: packageVersion(),
    startedAt: new Date(systemClock.wall()).toISOString(),
    seed,
    command: `watch ${setup ?? ""}`.trim(),
    ...(remarks.length === 0 ? {} : { remarks }),
  });
}

/** Nothing was judged, so nothing failed; but gaps in the record are reported. */
function recordEnd(harness: Recorder, durationMs: number, invalid: readonly string[]): void {
  const verdict = invalid.length > 0 ? "invalid" : "not-judged";
  harness.record({ type: "run-end", verdict, counts: countVerdicts([]), durationMs, invalid });
}

/** One phone of each model in each location, or as many as asked for, by name. */
function createDesks(
  args: WatchArguments,
  setup: Setup,
  profiles: Profiles,
  seed: number,
  scope: (phone: string) => Recorder,
  backend: BackendAddresses,
  dialRules: DialRules,
): Map<string, Desk> {
  const random = createRandom(seed);
  const fleet = {
    setup,
    backend,
    dealer: new IdentityDealer(),
    clock: systemClock,
    timers: standardTimers,
    shared: createSipShared(systemClock, standardTimers),
    hardwareSpeed: args["hardware-speed"],
    sound: true,
    mayDial: dialGuard(dialRules, setup),
  };
  const desks = new Map<string, Desk>();
  for (const location of Object.keys(setup.locations)) {
    for (const profile of profiles.values()) {
      for (let number = 1; number <= args["per-location"]; number++) {
        const name = `${location}-${profile.model.toLowerCase()}${args["per-location"] > 1 ? `-${number}` : ""}`;
        const recorder = scope(name);
        desks.set(name, createDesk(fleet, { name, profile, location, random: random.fork(name), recorder }));
      }
    }
  }
  return desks;
}
