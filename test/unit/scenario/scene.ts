import { startEmbedded } from "../../../sim/embedded/start-embedded.js";
import { readSource } from "../../../sim/files/read-source.js";
import type { Backend, BackendStart } from "../../../sim/fleet/backend/backend.js";
import { parseSetup } from "../../../sim/model/setup/parse-setup.js";
import type { Setup } from "../../../sim/model/setup/setup.js";
import { loadScenario } from "../../../sim/scenario/file/load-scenario.js";
import type { PlannedScenario } from "../../../sim/scenario/file/scenario-file.js";
import type { RunEnd, RunOptions } from "../../../sim/scenario/run-options.js";
import { runScenarios } from "../../../sim/scenario/runner.js";
import { systemClock } from "../../../sim/sip/system-clock.js";
import { type SipTimers, standardTimers } from "../../../sim/sip/timers.js";
import { type RunSummary, summarizeRun } from "../../../sim/transcript/run-summary.js";
import { Transcript } from "../../../sim/transcript/transcript.js";
import { profiles } from "./phone-events.js";

const models = [...profiles.keys()];

/** A scenario on the two offices, from its steps. */
export function scenarioOf(name: string, body: string): PlannedScenario {
  const text = `scenario: ${name}\nsetup: two-offices.yaml\n${body}`;
  const source = { file: `${name}.yaml`, text };
  const twoOffices = readSource("scenarios/setups/two-offices.yaml");
  return loadScenario(source, models, () => ({
    source: twoOffices,
    setup: parseSetup(twoOffices, models),
  }));
}

/** The real embedded backend over its control API. */
export function startReal(
  setup: Setup,
  start: BackendStart,
  timers: SipTimers = standardTimers,
): Promise<Backend> {
  return startEmbedded(setup, start, { profiles, seed: 1, timers });
}

/** Runs scenarios as the command line does, with phones that start 1000 times faster than real ones. */
export async function runAll(
  scenarios: readonly PlannedScenario[],
  more: Partial<RunOptions> = {},
): Promise<{ end: RunEnd; summary: RunSummary; transcript: Transcript }> {
  const transcript = new Transcript(systemClock, (text) => text);
  const end = await runScenarios({
    scenarios,
    profiles,
    startBackend: (setup, start) => startReal(setup, start),
    transcript,
    clock: systemClock,
    seed: 1,
    parallel: 2,
    retries: 0,
    bail: false,
    faults: [],
    hardwareSpeed: 1000,
    timers: standardTimers,
    dialRules: { backend: "embedded" },
    signal: new AbortController().signal,
    problems: () => [],
    deskfleet: "0.0.0",
    command: "run",
    ...more,
  });
  return { end, summary: summarizeRun(transcript.events), transcript };
}
