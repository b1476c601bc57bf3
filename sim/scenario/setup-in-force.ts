import { z } from "zod";
import type { SubmitSetup } from "../model/control/control-api.js";
import { schemaFaults } from "../model/files/schema-faults.js";
import { type Setup, setupFileSchema } from "../model/setup/setup.js";
import { applySetupChanges } from "../model/setup/setup-changes.js";
import { StepFailure } from "./step-failure.js";

/** The setup as the backend has it now: that of the scenario, and every Submit that the backend took since. */
export class SetupInForce {
  #current: Setup;
  #applied: Setup;
  /** Hears that the backend took a Submit. */
  onChange: () => void = () => undefined;

  constructor(initial: Setup) {
    this.#current = initial;
    this.#applied = initial;
  }

  get current(): Setup {
    return this.#current;
  }

  /** What its PBX has: the setup when it was applied last (Apply Config). */
  get applied(): Setup {
    return this.#applied;
  }

  /** The PBX has the setup as it is now. */
  apply(): void {
    this.#applied = this.#current;
    this.onChange();
  }

  /** @throws StepFailure where the backend took what is not a setup */
  submit(changes: SubmitSetup, apply?: "later"): void {
    const written = applySetupChanges(z.encode(setupFileSchema, this.#current), changes);
    const parsed = setupFileSchema.safeParse(written);
    if (!parsed.success) {
      const [fault] = schemaFaults(parsed.error, setupFileSchema, written);
      throw new StepFailure(
        "the backend accepted an invalid setup",
        "a refusal",
        `it was taken although ${fault?.message}`,
      );
    }
    this.#current = parsed.data;
    if (apply === undefined) this.#applied = parsed.data;
    this.onChange();
  }
}
