import type { CommandModule } from "yargs";
import { type ReplayArguments, replayArguments } from "./arguments.js";

/** `deskfleet replay`: a PBX that says again what was recorded of one. */
export const replayCommand: CommandModule<object, ReplayArguments> = {
  command: "replay <run-file>",
  describe: "Serve phones by a recording of `deskfleet capture`",
  builder: replayArguments,
  handler: async (args) => {
    const { runReplay } = await import("./run-replay.js");
    await runReplay(args);
  },
};
