import { basename } from "node:path";
import { loadProfiles } from "../../files/package-files.js";
import { shownPath } from "../../files/shown-path.js";
import type { PbxFacts } from "../../import/facts/facts.js";
import { factsOf } from "../../import/from/facts-of-source.js";
import { mergeFacts } from "../../import/merge/merge-facts.js";
import { openSource } from "../../import/open/open-source.js";
import type { Source } from "../../import/open/source.js";
import { mapFacts } from "../../import/write/map/map-facts.js";
import { setupText } from "../../import/write/setup-text.js";
import { summary } from "../../import/write/summary.js";
import { DeskfleetError } from "../../model/errors.js";
import { exitCodes } from "../../model/exit-codes.js";
import { parseSetup } from "../../model/setup/parse-setup.js";
import { printable } from "../../transcript/printable.js";
import { writeWholeFile } from "../files/whole-file.js";
import type { ImportArguments } from "./arguments.js";
import { checkTarget } from "./check-target.js";
import { withoutPhones } from "./without-phones.js";

/**
 * Reads all sources, and writes the setup only when all could be read. Says on stderr what became of it.
 * @throws DeskfleetError DF_IMPORT_…, DF_FILE_READ, DF_FILE_WRITE, DF_CLI_USAGE
 */
export async function importSetup(args: ImportArguments): Promise<void> {
  const target = args.to ?? "";
  checkTarget(target, args.source, args.force);
  const profiles = loadProfiles(args.profiles);
  const sources: Source[] = [];
  for (const path of args.source) sources.push(await openSource(path));
  const read = sources.map(factsOf);
  const { facts, contradictions } = mergeFacts(read.flatMap(({ content }) => content));
  const faults = read.flatMap((each) => each.faults);
  checkPlaceholders(args.placeholder, facts);
  const from = sources.map(({ name }) => name).join(", ");
  const bare = sources.map(({ name }) => basename(name)).join(", ");
  const core = facts.core === undefined ? "" : ` (FreePBX core ${facts.core})`;
  const mapped = mapFacts(facts, `Imported from ${bare}${core}`, {
    withSecrets: args["with-secrets"],
    placeholders: args.placeholder,
    models: [...profiles.keys()],
  });
  const text = setupText(mapped, headingOf(args["with-secrets"]));
  checkWritten(text);
  writeWholeFile(target, text, args["with-secrets"]);
  const chosen = sources.flatMap((source) => source.chosen ?? []);
  const unopened = sources.flatMap((source) => source.unopened);
  const told = { facts, mapped, chosen, unopened, contradictions, faults };
  const lacking = withoutPhones(sources, facts, mapped) ?? "";
  process.stderr.write(printable(summary(told, from, shownPath(target)) + lacking));
  if (contradictions.length > 0 || faults.length > 0) process.exitCode = exitCodes.failed;
}

/** Whatever the sources held, what comes out is a setup; anything else is a fault of ours, and is not written. */
function checkWritten(text: string): void {
  try {
    parseSetup({ file: "setup", text }, []);
  } catch (cause) {
    throw new Error("what import made of these sources is no setup", { cause });
  }
}

function headingOf(withSecrets: boolean): readonly string[] {
  return [
    "Written by `deskfleet import`. `deskfleet check` says what will go wrong with it.",
    "ASK: no source can know it, fill it in. not held: the source says so, but a setup has no field for it.",
    "Lines that begin with #> are suggestions, with guesses in them: take the #> away to use one (all: sed -i 's/^\\( *\\)#> /\\1/' FILE).",
    withSecrets
      ? "It holds SIP secrets and PINs: keep it as you keep the backup."
      : "SIP secrets and PINs are stand-ins: not-imported, and as many * as the PIN is long (--with-secrets writes them).",
  ];
}

/** @throws DeskfleetError DF_CLI_USAGE */
function checkPlaceholders(placeholders: readonly string[], { extensions }: PbxFacts): void {
  const unknown = placeholders.find((number) => extensions.get(number)?.technology !== "pjsip");
  if (unknown === undefined) return;
  const message = `--placeholder ${unknown}: no source has a PJSIP extension of that number`;
  throw new DeskfleetError("DF_CLI_USAGE", message);
}
