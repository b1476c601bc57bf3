import type { Argv } from "yargs";
import { examples } from "../flags/examples.js";

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
      examples([
        ["$0 schema setup > setup.schema.json", "Save it for your editor"],
        ["# yaml-language-server: $schema=setup.schema.json", "The first line of a setup that names it"],
      ]),
    )
    .epilogue("Exit codes: 0 printed, 2 bad usage.");
}
