import { randomInt } from "node:crypto";
import { loadProfiles, loadSetup } from "../../files/package-files.js";
import { shownPath } from "../../files/shown-path.js";
import { createRandom } from "../../model/random.js";
import { withMadeUpPins } from "../../model/setup/made-up-pins.js";
import { standInPins } from "../../model/setup/stand-ins.js";
import { standardTimers } from "../../sip/timers.js";
import type { TranscriptEvent } from "../../transcript/event.js";
import { summarizeRun } from "../../transcript/run-summary.js";
import { builtInPath } from "../files/built-in-names.js";
import { parseReportRequests } from "../files/report-files.js";
import { checkWritable } from "../files/writable-path.js";
import { standInText, withSimulatedNetworks } from "../play/played-setup.js";
import { placeOf } from "../target/place.js";
import type { DrillArguments } from "./arguments.js";
import { planDrill } from "./plan-drill.js";

/** Desks that never could call agree that they cannot: that proves nothing of the setup. */
function nothingProven(events: readonly TranscriptEvent[]): readonly string[] {
  const { emergency } = summarizeRun(events);
  if (emergency === undefined || emergency.desks > 0) return [];
  return [
    "no desk ever had an emergency path, so no call proves anything: `deskfleet check` says who may log in, and where a 911 call goes",
  ];
}

/** Plays random days on a setup, and reports gaps and calls. */
export async function runDrill(args: DrillArguments): Promise<void> {
  const reports = parseReportRequests(args.report);
  const profiles = loadProfiles(args.profiles);
  const path = builtInPath("setups", args.setup ?? "two-offices");
  const file = shownPath(path);
  const written = loadSetup(path, profiles);
  for (const request of reports) if (request.path !== "-") checkWritable(request.path);
  const seed = args.seed ?? randomInt(2 ** 31);
  const { calls, desks } = args;
  const onLoopback = withSimulatedNetworks(written, file);
  const setup = withMadeUpPins(onLoopback.setup, createRandom(seed).fork("pins"));
  const standIns = standInPins(written);
  const remarks = [
    ...onLoopback.remarks,
    ...(standIns.length === 0
      ? []
      : [`${standInText(standIns)}: the drill logs in with made-up ones as long`]),
  ];
  const scenarios = planDrill({ setup, file, profiles, calls, desks, seed });
  const place = await placeOf(undefined, []);
  const { playScenarios } = await import("../run/play-scenarios.js");
  await playScenarios(
    {
      ...args,
      ...{ seed, bail: false, retries: 0, "fail-on-flaky": false },
      "timer-t1": standardTimers.t1,
    },
    {
      command: `drill ${args.setup ?? ""}`.trim(),
      ...{ scenarios, profiles, reports, faults: [], ...place },
      ...{ problems: nothingProven, allDesks: args.all, remarks },
    },
  );
}
