import type { Backend } from "../fleet/backend/backend.js";
import { createDesk, type Desk } from "../fleet/desk.js";
import { dialGuard } from "../fleet/dial-guard.js";
import type { IdentityDealer } from "../fleet/identity-dealer.js";
import { PhoneNetwork } from "../fleet/phone-network.js";
import { SipSilence } from "../fleet/sip-silence.js";
import { DeskfleetError } from "../model/errors.js";
import { createRandom } from "../model/random.js";
import { contactLimitOrNone } from "../model/setup/contact-limit.js";
import { extensionOf } from "../model/setup/extension-of.js";
import { createSipShared } from "../phone/sip-shared.js";
import type { Recorder } from "../transcript/recorder.js";
import { EvictionWatch } from "./eviction-watch.js";
import { EventLog } from "./evidence/event-log.js";
import type { PlannedScenario, Scenario } from "./file/scenario-file.js";
import { judgeReboots, playCleanup, playSteps } from "./play-steps.js";
import { RebootWatch } from "./reboot-watch.js";
import type { RunOptions } from "./run-options.js";
import { SafetyWatch } from "./safety-watch.js";
import { SetupInForce } from "./setup-in-force.js";
import type { Stage } from "./stage.js";
import { outcomeOf, type StepOutcome } from "./step-outcome.js";
import { stepText } from "./step-text.js";
import { tearDown } from "./tear-down.js";

/** How one try at a scenario ended. */
export interface AttemptEnd {
  readonly verdict: StepOutcome["verdict"];
  /** One line: the cause. */
  readonly reason?: string;
  /** What was still open afterwards, or worked out wrongly; not empty: the run cannot be trusted. */
  readonly leaks: readonly string[];
}

/** Which try it is. */
export interface AttemptOptions {
  readonly run: RunOptions;
  readonly planned: PlannedScenario;
  /** Id of the scenario in the transcript. */
  readonly id: string;
  /** From 1. */
  readonly attempt: number;
  readonly dealer: IdentityDealer;
}

/**
 * One try: an own backend, own phones, the steps, the cleanup, and everything taken down again. Never rejects.
 */
export async function runAttempt(options: AttemptOptions): Promise<AttemptEnd> {
  const { run, id, planned } = options;
  const recorder = run.transcript.scope({ scenario: id });
  const log = new EventLog();
  const setup = new SetupInForce(planned.setup);
  const reboots = new RebootWatch();
  const evictions = new EvictionWatch((extension) => {
    const settings = extensionOf(setup.applied, extension);
    return settings !== undefined && contactLimitOrNone(settings).removeExisting;
  });
  let safety: SafetyWatch | undefined;
  const unsubscribe = run.transcript.subscribe((event) => {
    if (event.scenario !== id) return;
    reboots.add(event);
    evictions.add(event);
    safety?.add(event);
    // Last: whoever waits for an event asks the others what they made of it.
    log.add(event);
  });
  const desks: Desk[] = [];
  const silence = new SipSilence();
  const networks = networksOf(options);
  let backend: Backend | undefined;
  let end: Omit<AttemptEnd, "leaks">;
  try {
    backend = await run.startBackend(planned.setup, {
      onEvent: (event) => recorder.record(event),
      faults: run.faults,
      setupChanged: planned.setupChanged === true,
    });
    safety = new SafetyWatch({ run, id, planned, setup, probe: backend.probe });
    putUpDesks(options, { backend, silence, networks }, desks);
    const { paths } = safety;
    const stage = stageOf(options, { backend, silence, networks, desks, log, paths, setup });
    end = await play(planned.scenario, stage, recorder, { reboots, evictions, safety });
  } catch (error) {
    const { verdict, message } = outcomeOf(error);
    end = { verdict: verdict === "failed" ? "blocked" : verdict, reason: message ?? "the stage was not set" };
  }
  recorder.record({ type: "tear-down" });
  // Else every BYE would be waited for until its transaction times out.
  silence.on = false;
  for (const network of networks.values()) network.faults = {};
  const leaks = await tearDown(desks, backend, run, async () => {
    return (await safety?.callsLeftUp({ log, clock: run.clock })) ?? [];
  });
  unsubscribe();
  return { ...end, leaks: [...(safety?.wrongPaths ?? []), ...leaks] };
}

interface Watches {
  readonly reboots: RebootWatch;
  readonly evictions: EvictionWatch;
  readonly safety: SafetyWatch;
}

async function play(
  scenario: Scenario,
  stage: Stage,
  recorder: Recorder,
  { reboots, evictions, safety }: Watches,
): Promise<Omit<AttemptEnd, "leaks">> {
  const broken = await playSteps(scenario.steps, stage, recorder, reboots);
  for (const text of evictions.texts()) recorder.record({ type: "note", text });
  const breaches = broken === undefined ? await safety.breaches(stage) : [];
  // Cleaning up goes on although the run may have been given up.
  await playCleanup(scenario, { ...stage, signal: new AbortController().signal }, recorder);
  const late = [...breaches, lastLook(reboots, stage, recorder) ?? []].flat();
  if (broken === undefined) {
    return late.length === 0
      ? { verdict: "passed" }
      : { verdict: "failed", reason: `after the steps: ${late.join("; ")}` };
  }
  const { step, outcome } = broken;
  const { message, expected, lastSeen } = outcome;
  const cause = expected === undefined ? message : `expected ${expected}; seen ${lastSeen ?? "nothing"}`;
  return {
    verdict: outcome.verdict,
    reason: `line ${step.line}, ${stepText(step)}: ${cause ?? outcome.verdict}`,
  };
}

/** What the last step set going, or what happened in a step that broke. @returns why the attempt fails by it */
function lastLook(reboots: RebootWatch, stage: Stage, recorder: Recorder): string | undefined {
  try {
    judgeReboots(reboots, stage, recorder);
    return undefined;
  } catch (error) {
    return outcomeOf(error).message;
  }
}

function networksOf({ run, planned: { scenario }, attempt }: AttemptOptions): Stage["networks"] {
  const random = createRandom(run.seed).fork(`${scenario.name}#${attempt}: networks`);
  return new Map(scenario.phones.map(({ name }) => [name, new PhoneNetwork(run.clock, random.fork(name))]));
}

function putUpDesks(
  { run, planned, id, attempt, dealer }: AttemptOptions,
  { backend, silence, networks }: Pick<Stage, "backend" | "silence" | "networks">,
  desks: Desk[],
): void {
  const { scenario, setup } = planned;
  const random = createRandom(run.seed).fork(`${scenario.name}#${attempt}`);
  const fleet = {
    setup,
    backend: backend.addresses,
    dealer,
    clock: run.clock,
    timers: run.timers,
    shared: createSipShared(run.clock, run.timers),
    hardwareSpeed: run.hardwareSpeed,
    sound: true,
    mayDial: dialGuard(run.dialRules, setup),
    loss: scenario.network?.loss ?? 0,
    silence,
    networks,
    faults: run.faults,
  };
  for (const { name, model, location } of scenario.phones) {
    const profile = run.profiles.get(model);
    if (profile === undefined) {
      throw new DeskfleetError("DF_FILE_REFERENCE", `phone ${name}: there is no profile for ${model}`);
    }
    const recorder = run.transcript.scope({ scenario: id, phone: name });
    desks.push(createDesk(fleet, { name, profile, location, random: random.fork(name), recorder }));
  }
}

function stageOf(
  { run, id, planned }: AttemptOptions,
  parts: Pick<Stage, "backend" | "silence" | "networks" | "log" | "paths" | "setup"> & {
    readonly desks: readonly Desk[];
  },
): Stage {
  const { scenario } = planned;
  const { desks, ...rest } = parts;
  const slowest = Math.max(
    0,
    ...scenario.phones.flatMap(({ model }) => {
      const profile = run.profiles.get(model);
      return profile ? [profile.bootSeconds, profile.rebootSeconds] : [];
    }),
  );
  return {
    ...rest,
    recorderOf: (phone) => run.transcript.scope({ scenario: id, ...(phone === undefined ? {} : { phone }) }),
    groups: scenario.groups,
    handsets: new Map(desks.map(({ handset }) => [handset.name, handset])),
    clock: run.clock,
    settleLimitMs: Math.ceil((2 * slowest * 1000) / run.hardwareSpeed) + 10_000,
    random: createRandom(run.seed).fork(`${scenario.name}: steps`),
    signal: run.signal,
    mayDial: dialGuard(run.dialRules, planned.setup),
  };
}
