import type { CommandModule } from "yargs";
import { type BackendArguments, backendArguments } from "./arguments.js";

/** `deskfleet backend <setup>`: the embedded backend alone, for real phones or other tools. */
export const backendCommand: CommandModule<object, BackendArguments> = {
  command: "backend <setup>",
  describe: "Run the embedded backend alone, for real phones or other tools",
  builder: backendArguments,
  handler: async (args) => {
    const { runBackend } = await import("./run-backend.js");
    await runBackend(args);
  },
};
