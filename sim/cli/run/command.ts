import type { CommandModule } from "yargs";
import { type RunArguments, runArguments } from "./arguments.js";

/** `deskfleet run [suite…]`: scenarios on the embedded backend or a target. */
export const runCommand: CommandModule<object, RunArguments> = {
  command: "run [suite..]",
  describe: "Run scenarios; the exit code says whether all of them passed",
  builder: runArguments,
  handler: async (args) => {
    const { runSuites } = await import("./run-suites.js");
    await runSuites(args);
  },
};
