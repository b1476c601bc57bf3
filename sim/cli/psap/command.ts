import type { CommandModule } from "yargs";
import { type PsapArguments, psapArguments } from "./arguments.js";

/** `deskfleet psap`: the other end of the emergency trunk, for a PBX in a laboratory. */
export const psapCommand: CommandModule<object, PsapArguments> = {
  command: "psap",
  describe: "Answer the emergency trunk of a PBX in your lab, and print what it is told",
  builder: psapArguments,
  handler: async (args) => {
    const { runPsap } = await import("./run-psap.js");
    await runPsap(args);
  },
};
