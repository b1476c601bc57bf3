import type { CommandModule } from "yargs";
import { z } from "zod";
import { targetFileSchema } from "../../model/control/target.js";
import { planFileSchema } from "../../model/load/plan.js";
import { profileFileSchema } from "../../model/profile/profile.js";
import { scenarioFileSchema } from "../../model/scenario/scenario.js";
import { setupFileSchema } from "../../model/setup/setup.js";

const schemas = {
  profile: profileFileSchema,
  setup: setupFileSchema,
  scenario: scenarioFileSchema,
  plan: planFileSchema,
  target: targetFileSchema,
} as const;
type SchemaKind = keyof typeof schemas;
const kinds = Object.keys(schemas) as SchemaKind[];

/** `deskfleet schema <kind>`: the JSON Schema of a kind of file, for editors. */
export const schemaCommand: CommandModule<object, { kind: SchemaKind }> = {
  command: "schema <kind>",
  describe: "Print the JSON Schema of a kind of file, for completion in editors",
  builder: (yargs) =>
    yargs
      .positional("kind", { choices: kinds, demandOption: true, describe: "kind of file" })
      .example(
        "$0 schema setup > setup.schema.json",
        "Then: # yaml-language-server: $schema=setup.schema.json",
      ),
  handler: ({ kind }) => {
    const schema = z.toJSONSchema(schemas[kind], { io: "input" });
    process.stdout.write(`${JSON.stringify(schema, undefined, 2)}\n`);
  },
};
