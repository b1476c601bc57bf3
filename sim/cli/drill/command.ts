import type { CommandModule } from "yargs";
import { type DrillArguments, drillArguments } from "./arguments.js";

/** `deskfleet drill [setup]`: random days on a setup, with emergency calls that prove the paths of its desks. */
export const drillCommand: CommandModule<object, DrillArguments> = {
  command: "drill [setup]",
  describe: "Play random days with a setup, and call 911 all the time: who cannot, when, and why",
  builder: drillArguments,
  handler: async (args) => {
    const { runDrill } = await import("./run-drill.js");
    await runDrill(args);
  },
};
