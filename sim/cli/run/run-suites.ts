import { randomInt } from "node:crypto";
import { loadProfiles } from "../../files/package-files.js";
import { DeskfleetError } from "../../model/errors.js";
import { printable } from "../../transcript/printable.js";
import { parseReportRequests, type ReportRequest } from "../files/report-files.js";
import { checkWritable } from "../files/writable-path.js";
import { refuseFlags } from "../flags/refused-flags.js";
import { placeOf } from "../target/place.js";
import type { RunArguments } from "./arguments.js";
import { comparedPlaces } from "./compared-places.js";
import { faultsAsJson, faultsAsText, faultsOf } from "./fault-option.js";
import { listAsJson, listAsText } from "./scenario-list.js";
import { selectScenarios } from "./select-scenarios.js";

const jsonGoesWith =
  "goes with --list, --list-faults or --compare; for the results of a run ask for --report json=PATH (- is stdout)";

/** Reads what a command line selects, and lists it or plays it. */
export async function runSuites(args: RunArguments): Promise<void> {
  const reports = parseReportRequests(args.report);
  const faults = faultsOf(args.fault);
  if (args["list-faults"]) {
    process.stdout.write(args.json ? faultsAsJson() : faultsAsText());
    return;
  }
  if (!args.list && args.compare.length === 0) refuseFlags({ "--json": args.json }, jsonGoesWith);
  const profiles = loadProfiles(args.profiles);
  const { suite = [], tags, grep, rule } = args;
  const scenarios = selectScenarios({ paths: suite, tags, grep, rules: rule }, profiles);
  if (args.list) {
    const listed = scenarios.map(({ scenario }) => scenario);
    const columns = process.stdout.columns ?? Number.POSITIVE_INFINITY;
    process.stdout.write(args.json ? listAsJson(listed) : printable(listAsText(listed, columns)));
    return;
  }
  const command = `run ${suite.join(" ")}`.trim();
  for (const { path } of reports) if (path !== "-") checkWritable(path);
  if (args.compare.length > 0) {
    refuseBesideCompare(args, reports);
    const places = await comparedPlaces(args.compare, args["allow-emergency"]);
    const seed = args.seed ?? randomInt(2 ** 31);
    const { playOnAll } = await import("./play-on-all.js");
    await playOnAll({ ...args, seed }, { command, scenarios, profiles, faults, reports }, places);
    return;
  }
  const place = await placeOf(args.target, args["allow-emergency"]);
  // Phones and backend are half a second of loading, which a mistake in a file should not cost.
  const { playScenarios } = await import("./play-scenarios.js");
  await playScenarios(args, { command, scenarios, profiles, reports, faults, ...place });
}

/** @throws DeskfleetError DF_CLI_USAGE for what is about one run alone */
function refuseBesideCompare(args: RunArguments, reports: readonly ReportRequest[]): void {
  if (args.compare.length < 2)
    throw new DeskfleetError(
      "DF_CLI_USAGE",
      "--compare takes two backends or more: --compare embedded,lab.yaml",
    );
  const single = { "--target": args.target, "--run-file": args["run-file"] };
  refuseFlags(single, "goes without --compare: it is about one run");
  const printsReport = reports.some(({ path }) => path === "-");
  refuseFlags({ "--json": args.json && printsReport }, "goes without a report on stdout: one of them");
}
