import type { StepRunner } from "../stage.js";

export const backend: StepRunner<"backend"> = (wanted, stage) =>
  wanted === "down" ? stage.backend.lab.down() : stage.backend.lab.up();
