import type { TranscriptEvent } from "../../transcript/event.js";
import type { PlacedStep } from "../file/scenario-file.js";
import { words } from "../vocabulary.js";

/**
 * Calls of which a scenario says by `psap: none` that they must not reach the PSAP: those of the last step before it that
 * dials.
 */
export class SilentPsap {
  readonly #steps: readonly PlacedStep[];
  readonly #lastDialled = new Set<string>();
  readonly #spokenOf = new Set<string>();

  constructor(steps: readonly PlacedStep[]) {
    this.#steps = steps;
  }

  add(event: TranscriptEvent): void {
    const begun = event.type === "step-start" ? this.#steps[event.step] : undefined;
    if (begun !== undefined && words[begun.word].dials) this.#lastDialled.clear();
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
