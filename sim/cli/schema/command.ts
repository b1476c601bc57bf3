import type { CommandModule } from "yargs";
import { type SchemaArguments, schemaArguments } from "./arguments.js";

/** `deskfleet schema <kind>`: the JSON Schema of a kind of file, for editors. */
export const schemaCommand: CommandModule<object, SchemaArguments> = {
  command: "schema <kind>",
  describe: "Print the JSON Schema of a kind of file, for completion in your editor",
  builder: schemaArguments,
  handler: async ({ kind }) => {
    const { schemaText } = await import("./schema-text.js");
    process.stdout.write(schemaText(kind));
  },
};
