import type { StepRunner } from "../stage.js";

export const backend: StepRunner<"backend"> = (wanted, stage) =>
  wanted === "down" ? stage.backend.bench.down() : stage.backend.bench.up();
