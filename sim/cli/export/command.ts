import type { CommandModule } from "yargs";
import { type ExportArguments, exportArguments } from "./arguments.js";

/** `deskfleet export <setup>`: a setup as the configuration of a real Asterisk. */
export const exportCommand: CommandModule<object, ExportArguments> = {
  command: "export <setup>",
  describe: "Write a setup as a configuration of Asterisk 22, to try it on the real thing",
  builder: exportArguments,
  handler: async (args) => {
    const { exportSetup } = await import("./export-setup.js");
    await exportSetup(args);
  },
};
