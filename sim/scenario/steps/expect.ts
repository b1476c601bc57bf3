import type { Finding, MappingView } from "../../model/control/control-api.js";
import type { Expectation } from "../../model/scenario/expectation.js";
import type { Check, PhoneEvidence } from "../expectations/check.js";
import { type Evidence, evaluate } from "../expectations/evaluate.js";
import type { Stage, StepRunner } from "../stage.js";
import { Interrupted, StepFailure } from "../step-failure.js";

const defaultLimitMs = 10_000;
/** Between two looks at the backend: what it holds changes without an event. */
const probeEveryMs = 50;

/** What was read from the backend for one look. */
interface Probed {
  readonly contacts: Readonly<Record<string, number>>;
  readonly mappings: ReadonlyMap<string, MappingView | undefined>;
  readonly findings: readonly Finding[];
}

/** Waits until every field of the expectation holds at one and the same moment. */
export const expect: StepRunner<"expect"> = async (expectation, stage) => {
  const limitMs = expectation.within ?? defaultLimitMs;
  const { contacts, mapping, findings, noFindings } = expectation;
  const ofBackend = [contacts, mapping, findings, noFindings].some((field) => field !== undefined);
  const checks = ofBackend
    ? await probe(expectation, stage, limitMs)
    : await watch(expectation, stage, limitMs);
  const broken = checks.filter(({ met }) => !met);
  if (broken.length === 0) return;
  throw new StepFailure(
    `did not hold within ${limitMs / 1000} s`,
    broken.map(({ expected }) => expected).join("; "),
    broken.map(({ seen }) => seen).join("; "),
  );
};

/** Judges after every event. @returns the last checks */
async function watch(expectation: Expectation, stage: Stage, limitMs: number): Promise<Check[]> {
  let checks: Check[] = [];
  const look = (): true | undefined => {
    checks = evaluate(expectation, evidenceFor(expectation, stage, nothingProbed));
    return checks.every(({ met }) => met) ? true : undefined;
  };
  const { end } = await stage.log.until(look, limitMs, stage.clock, stage.signal);
  if (end === "aborted") throw new Interrupted();
  return checks;
}

/** Judges after every look at the backend. @returns the last checks */
async function probe(expectation: Expectation, stage: Stage, limitMs: number): Promise<Check[]> {
  const { clock, log, signal } = stage;
  const endsAt = clock.now() + limitMs;
  for (;;) {
    const probed = await read(expectation, stage);
    const checks = evaluate(expectation, evidenceFor(expectation, stage, probed));
    if (checks.every(({ met }) => met) || clock.now() >= endsAt) return checks;
    const { end } = await log.until(() => undefined, probeEveryMs, clock, signal);
    if (end === "aborted") throw new Interrupted();
  }
}

const nothingProbed: Probed = { contacts: {}, mappings: new Map(), findings: [] };

async function read(expectation: Expectation, { backend, log, scenario }: Stage): Promise<Probed> {
  const contacts: Record<string, number> = {};
  for (const extension of Object.keys(expectation.contacts ?? {})) {
    contacts[extension] = (await backend.probe.contacts(extension)).length;
  }
  const mappings = new Map<string, MappingView | undefined>();
  if (expectation.mapping !== undefined) {
    for (const phone of scenario.groups.get(expectation.phone ?? "") ?? []) {
      mappings.set(phone, await backend.probe.mapping(log.view(phone).mac));
    }
  }
  const audited = expectation.findings !== undefined || expectation.noFindings !== undefined;
  return { contacts, mappings, findings: audited ? await backend.probe.findings() : [] };
}

function evidenceFor(expectation: Expectation, stage: Stage, { mappings, ...probed }: Probed): Evidence {
  const { log, scenario } = stage;
  const setup = stage.setup.current;
  const names = scenario.groups.get(expectation.phone ?? "") ?? [];
  return {
    scene: { setup, events: log.all(), sinceDial: log.sinceDial(), ...probed },
    phones: new Map(
      names.map((name): [string, PhoneEvidence] => [
        name,
        {
          view: log.view(name),
          sinceStep: log.sinceStep(name),
          events: log.ofPhone(name),
          setup,
          mapping: mappings.get(name),
        },
      ]),
    ),
  };
}
