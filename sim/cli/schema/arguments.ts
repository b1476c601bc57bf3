import type { Argv } from "yargs";

const schemaKinds = ["profile", "setup", "scenario", "plan", "target"] as const;
export type SchemaKind = (typeof schemaKinds)[number];

export interface SchemaArguments {
  readonly kind: SchemaKind;
}

/** The words of `deskfleet schema`. */
export function schemaArguments(yargs: Argv): Argv<SchemaArguments> {
  return yargs
    .positional("kind", { choices: schemaKinds, demandOption: true, describe: "kind of file" })
    .example(
      "$0 schema setup > setup.schema.json",
      "Then: # yaml-language-server: $schema=setup.schema.json",
    );
}
