import type { MoveClock } from "../../model/control/control-api.js";
import type { StepArguments } from "../../model/scenario/scenario.js";
import type { StepRunner } from "../stage.js";

export const clock: StepRunner<"clock"> = (args, { backend }) => backend.lab.moveClock(moveOf(args));

function moveOf(args: StepArguments["clock"]): MoveClock {
  if ("advance" in args) return { advanceSeconds: args.advance / 1000 };
  return "at" in args ? { timeOfDay: args.at } : { frozen: args.frozen };
}
