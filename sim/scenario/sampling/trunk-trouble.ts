import type { Stage } from "../stage.js";
import type { DayAction } from "./day-action.js";

type Lab = Pick<Stage, "backend">;

/** The trunks of one day: a carrier has its own bad days, and none of them outlasts this one. */
export class TrunkTrouble {
  readonly #troubled = new Set<string>();

  /** Silence is left out: each call would take half a minute to fail. */
  readonly #trouble: DayAction = {
    weight: 0.5,
    possible: () => true,
    run: async ({ backend, setup, random }) => {
      const trunks = Object.keys(setup.current.trunks);
      const states = ["down", "busy", "full"] as const;
      const trunk = trunks[random.integer(0, Math.max(0, trunks.length - 1))];
      if (trunk === undefined) return;
      await backend.lab.setTrunk(trunk, states[random.integer(0, states.length - 1)] ?? "down");
      this.#troubled.add(trunk);
    },
  };

  /** It does not take all day: calls by a trunk that is not up all say the same. */
  readonly #mended: DayAction = {
    weight: 6,
    possible: () => this.#troubled.size > 0,
    run: async (stage) => {
      const [trunk] = this.#troubled;
      if (trunk !== undefined) await this.#mend(stage, trunk);
    },
  };

  readonly actions: readonly DayAction[] = [this.#trouble, this.#mended];

  /** The day is over: what comes after it has nothing of its troubles. */
  async mendAll(stage: Lab): Promise<void> {
    for (const trunk of this.#troubled) await this.#mend(stage, trunk);
  }

  async #mend({ backend }: Lab, trunk: string): Promise<void> {
    await backend.lab.setTrunk(trunk, "up");
    this.#troubled.delete(trunk);
  }
}
