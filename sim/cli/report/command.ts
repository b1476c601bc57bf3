import type { CommandModule } from "yargs";
import { type ReportArguments, reportArguments } from "./arguments.js";

/** `deskfleet report <run-file>`: render a recorded run again. */
export const reportCommand: CommandModule<object, ReportArguments> = {
  command: "report <run-file>",
  describe: "Render a recorded run again",
  builder: reportArguments,
  handler: async (args) => {
    const { renderRunFile } = await import("./render-run-file.js");
    renderRunFile(args);
  },
};
