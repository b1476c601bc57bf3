import type { Argv } from "yargs";

const schemaKinds = ["profile", "setup", "scenario", "plan", "target"] as const;
export type SchemaKind = (typeof schemaKinds)[number];

export interface SchemaArguments {
  readonly kind: SchemaKind;
}

/** The words of `deskfleet schema`. */
export function schemaArguments(yargs: Argv): Argv<SchemaArguments> {
  return yargs
    .positional("kind", {
      choices: schemaKinds,
      demandOption: true,
      describe: "what kind of file the schema is for",
    })
    .example(
      "$0 schema setup > setup.schema.json",
      "Name it in a setup: # yaml-language-server: $schema=setup.schema.json",
    )
    .epilogue("Exit codes: 0 printed, 2 bad usage.");
}
