import type { Stage } from "../stage.js";
import type { DayAction } from "./day-action.js";

/** Trunks of a day that are not up. */
const troubled = new WeakMap<Stage, Set<string>>();

/** A carrier has its own bad days. Silence is left out: each call would take half a minute to fail. */
export const trunkTrouble: DayAction = {
  weight: 0.5,
  possible: () => true,
  run: async (stage) => {
    const { backend, setup, random } = stage;
    const trunks = Object.keys(setup.current.trunks);
    const states = ["down", "busy", "full"] as const;
    const trunk = trunks[random.integer(0, Math.max(0, trunks.length - 1))];
    if (trunk === undefined) return;
    await backend.lab.setTrunk(trunk, states[random.integer(0, states.length - 1)] ?? "down");
    troubled.set(stage, (troubled.get(stage) ?? new Set()).add(trunk));
  },
};

/** It does not take all day: calls by a trunk that is not up all say the same. */
export const trunkMended: DayAction = {
  weight: 6,
  possible: (_view, stage) => (troubled.get(stage)?.size ?? 0) > 0,
  run: async (stage) => {
    const [trunk] = troubled.get(stage) ?? [];
    if (trunk === undefined) return;
    await stage.backend.lab.setTrunk(trunk, "up");
    troubled.get(stage)?.delete(trunk);
  },
};
