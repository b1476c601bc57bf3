import { requireEvidence } from "../../fleet/backend/probe.js";
import { expectationSchema } from "../file/expectation-schema.js";
import { Judgement } from "../judging/judgement.js";
import { phonesNamed } from "../stage.js";
import { Interrupted, StepFailure } from "../step-failure.js";
import { requireTargetPbx } from "../target-pbx.js";
import { defineWord } from "../word.js";

const defaultLimitMs = 10_000;
/** Between two looks at the backend: what it holds changes without an event. */
const probeEveryMs = 50;

/** Waits until every field of the expectation holds at one and the same moment, or one of them can hold no more. */
export const expect = defineWord({
  schema: expectationSchema,
  run: async (expectation, { log, setup, backend, groups, clock, signal, paths }) => {
    const limitMs = expectation.within ?? defaultLimitMs;
    const endsAt = clock.now() + limitMs;
    const { phone } = expectation;
    const phones = phone === undefined ? [] : phonesNamed({ groups }, phone);
    const { probe } = backend;
    const scene = { log, setup: setup.current, probe, paths, phones, clock };
    const judgement = new Judgement(expectation, scene);
    requireEvidence(probe, judgement.needs);
    // Before any wait: where the backend cannot be asked, the step is blocked at once.
    let holds = judgement.asks && (await judgement.ask());
    while (!holds) {
      const left = Math.max(0, endsAt - clock.now());
      const look = (changed: Parameters<typeof judgement.look>[0]): true | undefined =>
        judgement.look(changed) || judgement.isLost || undefined;
      const shown = await log.until(judgement.topics, look, left, clock, signal);
      if (shown.end === "aborted") throw new Interrupted();
      if (!judgement.asks) {
        // What a field tells may be of more than what wakes it, such as who rang beside what became of a call.
        if (judgement.broken().length > 0) judgement.look(judgement.topics);
        break;
      }
      holds = await judgement.ask();
      if (holds || judgement.isLost || clock.now() >= endsAt) break;
      const pause = await log.until([], () => undefined, probeEveryMs, clock, signal);
      if (pause.end === "aborted") throw new Interrupted();
    }
    // The evidence may have gone meanwhile, and the phone elsewhere.
    requireEvidence(probe, judgement.needs);
    requireTargetPbx({ backend, log });
    const broken = judgement.broken();
    if (broken.length === 0) return;
    throw new StepFailure(
      judgement.isLost ? "it can hold no more" : `did not hold within ${limitMs / 1000} s`,
      together(broken.map(({ expected }) => expected)),
      together(broken.map(({ seen }) => seen)),
    );
  },
});

/** Fields of one kind see the same, which is reported once. */
function together(texts: readonly string[]): string {
  return [...new Set(texts)].join("; ");
}
