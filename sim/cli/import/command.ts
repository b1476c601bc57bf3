import type { CommandModule } from "yargs";
import { type ImportArguments, importArguments } from "./arguments.js";

/** `deskfleet import <source…>`: a setup out of what a FreePBX wrote. */
export const importCommand: CommandModule<object, ImportArguments> = {
  command: "import <source..>",
  describe: "Make a setup of a FreePBX backup, without touching the PBX",
  builder: importArguments,
  handler: async (args) => {
    const { importSetup } = await import("./import-setup.js");
    await importSetup(args);
  },
};
