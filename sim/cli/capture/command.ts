import type { CommandModule } from "yargs";
import { type CaptureArguments, captureArguments } from "./arguments.js";

/** `deskfleet capture`: a recording proxy between real phones and a real PBX. */
export const captureCommand: CommandModule<object, CaptureArguments> = {
  command: "capture <run-file>",
  describe: "Stand between phones and a PBX, and record what they say",
  builder: captureArguments,
  handler: async (args) => {
    const { runCapture } = await import("./run-capture.js");
    await runCapture(args);
  },
};
