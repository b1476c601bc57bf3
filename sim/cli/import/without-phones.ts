import type { PbxFacts } from "../../import/facts/facts.js";
import type { Source } from "../../import/open/source.js";
import type { MappedSetup } from "../../import/write/map/map-facts.js";

/** So many extensions are named in a message. */
const mostNames = 6;

/**
 * A setup without an extension says nothing about any desk; `check` says so too.
 * @returns undefined where there is one
 */
export function withoutPhones(
  sources: readonly Source[],
  facts: PbxFacts,
  { content }: MappedSetup,
): string | undefined {
  if (Object.keys(content.extensions).length > 0) return undefined;
  const read = sources
    .map(({ name, files }) => {
      const names = files.map((file) => file.name).filter((each) => !name.endsWith(each));
      return names.length === 0 ? name : `${name} (${names.join(", ")})`;
    })
    .join(", ");
  return (
    `${whatIsThere(facts)} in ${read}: nobody's 911 call can be judged yet\n` +
    "  → Add a source that has the PJSIP extensions: a backup with module core (on the PBX: fwconsole backup --backupsingle core --singlesaveto /tmp), " +
    "a copy of /etc/asterisk, or extensions.csv of Bulk Handler. Several sources may stand on one line.\n"
  );
}

function whatIsThere({ extensions }: PbxFacts): string {
  if (extensions.size === 0) return "there is no extension";
  const known = [...extensions].map(
    ([number, { technology }]) =>
      `${number}, ${technology === undefined ? "of which no phone is known" : `technology ${technology}`}`,
  );
  const more = known.length > mostNames ? `; ${known.length - mostNames} more` : "";
  return `there is no PJSIP extension (${known.slice(0, mostNames).join("; ")}${more})`;
}
