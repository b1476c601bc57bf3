import type { CommandModule } from "yargs";
import { type LoadArguments, loadArguments } from "./arguments.js";

/** `deskfleet load <plan>`: many desks at once, and what breaks first. */
export const loadCommand: CommandModule<object, LoadArguments> = {
  command: "load <plan>",
  describe: "Run a load plan: many desks registered to the placeholders of the embedded PBX",
  builder: loadArguments,
  handler: async (args) => {
    const { runPlan } = await import("./run-plan.js");
    await runPlan(args);
  },
};
