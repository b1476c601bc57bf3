import type { PbxFacts } from "../facts/facts.js";
import type { Fault } from "../read/fault.js";
import type { MappedSetup } from "./map/map-facts.js";
import type { Note } from "./map/note.js";

/** So many names stand in a line of the summary; all are in the file. */
const mostNames = 6;

export interface Told {
  readonly facts: PbxFacts;
  readonly mapped: MappedSetup;
  /** What was chosen on behalf of the person who imports, as sentences. */
  readonly chosen: readonly string[];
  /** Paths of backups that were seen and not opened. */
  readonly unopened: readonly string[];
  readonly contradictions: readonly string[];
  readonly faults: readonly Fault[];
}

/** What was read, what became of it, and what to look at, for stderr. */
export function summary(
  { facts, mapped, chosen, unopened, contradictions, faults }: Told,
  sources: string,
  target: string,
): string {
  const { content, notes } = mapped;
  const unheld = notes.filter(({ kind }) => kind === "not held");
  const asked = notes.filter(({ kind }) => kind === "ask");
  const ofRole = (wanted: string): number =>
    Object.values(content.extensions).filter(({ role }) => role === wanted).length;
  const devices = ofRole("emergency-device");
  const lines = [
    ...chosen,
    `read ${sources}: ${counts([
      [facts.extensions.size, "extension"],
      [facts.users?.length, "user"],
      [facts.groups?.length, "group"],
      [facts.trunks?.length, "trunk"],
      [facts.routes?.length, "route"],
      [facts.pinSets?.length, "PIN set"],
      [facts.timeGroups?.length, "time group"],
      [facts.dids?.length, "inbound route"],
      [facts.emergencyDevices?.size, "emergency device"],
    ])}`,
    `wrote ${target}: ${counts([
      [Object.keys(content.extensions).length - devices, "extension"],
      [ofRole("placeholder"), "placeholder"],
      [devices === 0 ? undefined : devices, "emergency device"],
      [Object.keys(content.users ?? {}).length, "user"],
      [Object.keys(content.trunks ?? {}).length, "trunk"],
      [content.routes?.length, "route"],
      [content["inbound-routes"]?.length, "inbound route"],
      [countOf(content["pin-sets"]), "PIN set"],
      [countOf(content["time-groups"]), "time group"],
    ])}`,
    ...section("backups that were not opened: name them to read them", unopened),
    ...section("damaged or not understood", faults.map(faultText)),
    ...section("contradictions", contradictions),
    ...section("read, but a setup has no field for it (comments in the file say where)", grouped(unheld)),
    ...section("to be filled in (ASK in the file; its lines that begin with #> suggest how)", grouped(asked)),
  ];
  return `${lines.join("\n")}\n`;
}

/** Undefined where there are none: nothing is said of them. */
function countOf(entries: object | undefined): number | undefined {
  return entries === undefined ? undefined : Object.keys(entries).length;
}

function counts(parts: readonly (readonly [number | undefined, string])[]): string {
  const known = parts.flatMap(([count, noun]) =>
    count === undefined ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}`],
  );
  return known.join(", ");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
}

function faultText({ file, line, message }: Fault): string {
  return `${file}${line === undefined ? "" : `:${line}`}: ${message}`;
}

/** One line for each cause, with whom it hits. */
function grouped(notes: readonly Note[]): string[] {
  const causes = new Map<string, Set<string>>();
  for (const { what, who } of notes) causes.set(what, (causes.get(what) ?? new Set()).add(who));
  return [...causes].map(([what, who]) => {
    const names = [...who].filter((name) => name !== "");
    const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
    return names.length === 0 ? what : `${what}: ${names.slice(0, mostNames).join(", ")}${more}`;
  });
}
