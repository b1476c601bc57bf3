import type { TranscriptEvent } from "../../transcript/event.js";
import type { PlacedStep } from "../file/scenario-file.js";

/** Steps after which `psap: none` speaks of later calls alone. */
const dialling: ReadonlySet<string> = new Set(["dial", "sample-emergency"]);

/** Calls of which a scenario says by `psap: none` that they must not reach the PSAP: those of the last `dial` before it. */
export class SilentPsap {
  readonly #steps: readonly PlacedStep[];
  readonly #lastDialled = new Set<string>();
  readonly #spokenOf = new Set<string>();

  constructor(steps: readonly PlacedStep[]) {
    this.#steps = steps;
  }

  add(event: TranscriptEvent): void {
    if (event.type === "step-start" && dialling.has(this.#steps[event.step]?.word ?? "")) {
      this.#lastDialled.clear();
    }
    if (event.type === "call" && event.direction === "outgoing" && event.state === "dialling") {
      this.#lastDialled.add(nameOf(event));
      this.#spokenOf.delete(nameOf(event));
    }
    if (event.type !== "step-end" || event.verdict !== "passed") return;
    const step = this.#steps[event.step];
    if (step?.word !== "expect" || step.args.psap !== "none") return;
    for (const call of this.#lastDialled) this.#spokenOf.add(call);
  }

  /** @param call phone and call */
  speaksOf(call: string): boolean {
    return this.#spokenOf.has(call);
  }
}

function nameOf({ phone = "", call }: TranscriptEvent & { readonly type: "call" }): string {
  return `${phone} ${call}`;
}
