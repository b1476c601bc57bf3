import type { CommandModule } from "yargs";
import { type CheckArguments, checkArguments } from "./arguments.js";

/** `deskfleet check <setup>`: what will go wrong on the day, without running anything. */
export const checkCommand: CommandModule<object, CheckArguments> = {
  command: "check <setup>",
  describe: "Audit a setup without running it, for what would go wrong in use",
  builder: checkArguments,
  handler: async (args) => {
    const { checkSetup } = await import("./check-setup.js");
    checkSetup(args);
  },
};
