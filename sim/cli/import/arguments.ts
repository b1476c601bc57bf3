import type { Argv } from "yargs";
import { examples } from "../flags/examples.js";
import { profilesFlag } from "../flags/shared-flags.js";
import { filledPaths, listedText, singleText } from "../flags/text-option.js";

export interface ImportArguments {
  readonly source: readonly string[];
  readonly to: string | undefined;
  readonly "with-secrets": boolean;
  readonly placeholder: readonly string[];
  readonly profiles: string | undefined;
  readonly force: boolean;
}

/** The flags of `deskfleet import`. */
export function importArguments(yargs: Argv): Argv<ImportArguments> {
  return yargs
    .positional("source", {
      type: "string",
      coerce: filledPaths("source"),
      demandOption: true,
      // Of several values yargs takes an empty list for the default, and shows it.
      default: undefined,
      describe:
        "FreePBX backup (.tar.gz), a folder (of a PBX's files, or of backups: the newest), or a file: voicemail.conf, astdb.sqlite3, dids.csv …",
    })
    .option("to", {
      type: "string",
      coerce: singleText("to"),
      requiresArg: true,
      demandOption: true,
      describe: "setup file to write",
    })
    .option("with-secrets", {
      type: "boolean",
      default: false,
      describe: "write SIP secrets and PINs too, into a file that only you can read",
    })
    .option("placeholder", {
      type: "string",
      coerce: listedText("placeholder"),
      requiresArg: true,
      default: [] as string[],
      defaultDescription: "none",
      describe: "extension that logged-out phones share; several with commas between them",
    })
    .option("profiles", profilesFlag)
    .option("force", { type: "boolean", default: false, describe: "replace the setup file if it exists" })
    .example(
      examples([
        ["$0 import backup.tar.gz --to lab.yaml && $0 check lab.yaml", "Judge a PBX by its backup"],
        ["$0 import backup.tar.gz astdb.txt --to lab.yaml --force", "Add the live values"],
        ["$0 import backup.tar.gz --to lab.yaml --placeholder 9000", "Say which extension is a placeholder"],
      ]),
    )
    .epilogue(
      "Nothing but the setup file is written, and the PBX is not asked. Exit codes: 0 all was understood, " +
        "1 written, but sources contradict each other or are damaged, 2 a source cannot be read; nothing was written.",
    );
}
