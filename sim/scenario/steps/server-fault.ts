import type { StepRunner } from "../stage.js";

export const serverFault: StepRunner<"server-fault"> = (fault, { backend }) =>
  backend.bench.setWebFault(fault === "none" ? undefined : fault);
