import type { CommandModule } from "yargs";
import { type WatchArguments, watchArguments } from "./arguments.js";

/** `deskfleet watch [setup]`: a live fleet in the terminal; keys act on the phones. */
export const watchCommand: CommandModule<object, WatchArguments> = {
  command: "watch [setup]",
  describe: "Show a live fleet in the terminal, and press keys on any phone",
  builder: watchArguments,
  handler: async (args) => {
    const { watchFleet } = await import("./watch-fleet.js");
    await watchFleet(args);
  },
};
