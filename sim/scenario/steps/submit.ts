import { acceptedOrRefused } from "../accepted-or-refused.js";
import type { StepRunner } from "../stage.js";

/** What was taken counts for later expectations too: a new placeholder is one from now on. */
export const submit: StepRunner<"submit"> = async ({ set, refused }, { backend, setup }) => {
  await acceptedOrRefused(backend.admin.submit(set), refused);
  if (refused === undefined) setup.submit(set);
};
