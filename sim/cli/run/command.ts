import type { CommandModule } from "yargs";
import { type RunArguments, runArguments } from "./arguments.js";

/** `deskfleet run [suite…]`: scenarios on the embedded backend or a target. */
export const runCommand: CommandModule<object, RunArguments> = {
  command: "run [suite..]",
  describe: "Run scenarios and say with the exit code whether all held",
  builder: runArguments,
  handler: async (args) => {
    const { runSuites } = await import("./run-suites.js");
    await runSuites(args);
  },
};
