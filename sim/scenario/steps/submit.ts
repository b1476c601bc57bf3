import { acceptedOrRefused } from "../accepted-or-refused.js";
import type { StepRunner } from "../stage.js";

export const submit: StepRunner<"submit"> = ({ set, refused }, { backend }) =>
  acceptedOrRefused(backend.admin.submit(set), refused);
