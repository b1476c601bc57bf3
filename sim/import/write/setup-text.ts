import { Document, isMap, isScalar, isSeq, type Node } from "yaml";
import type { MappedSetup } from "./map/map-facts.js";
import type { Note } from "./map/note.js";
import { withSuggestions } from "./suggest/insert-suggestions.js";

/** Sections with one entry a line. */
const lined = [
  "extensions",
  "groups",
  "users",
  "trunks",
  "pin-sets",
  "time-groups",
  "routes",
  "inbound-routes",
];

/**
 * The text of a setup file, with its notes as comments where they belong, and suggestions to be uncommented.
 * @param heading lines that stand at the top, as comments
 */
export function setupText({ content, notes, suggestions }: MappedSetup, heading: readonly string[]): string {
  const document = new Document(content, { aliasDuplicateObjects: false });
  for (const section of ["port-settings", "emergency-numbers"]) setFlow(document.get(section, true));
  for (const section of lined) {
    const node = document.get(section, true);
    if (isMap(node)) for (const { value } of node.items) setFlow(value);
    if (isSeq(node)) for (const value of node.items) setFlow(value);
  }
  for (const [key, own] of byPlace(notes)) {
    const comment = own.map((note) => ` ${noteText(note)}`).join("\n");
    const node = nodeAt(document, JSON.parse(key) as Note["path"]);
    if (node) node.commentBefore = comment;
    else document.comment = document.comment ? `${document.comment}\n${comment}` : comment;
  }
  document.commentBefore = heading.map((line) => ` ${line}`).join("\n");
  return withSuggestions(document.toString({ lineWidth: 0 }), suggestions);
}

/** Whose it is stands below, unless the comment is about something that the file does not hold. */
function noteText({ path, kind, what, who, detail }: Note): string {
  const whose = who === "" || path.at(-1) === who ? "" : `${who}: `;
  return `${kind === "ask" ? "ASK" : "not held:"} ${what}: ${whose}${detail}`;
}

function byPlace(notes: readonly Note[]): ReadonlyMap<string, readonly Note[]> {
  const places = new Map<string, Note[]>();
  for (const note of notes) {
    const key = JSON.stringify(note.path);
    places.set(key, [...(places.get(key) ?? []), note]);
  }
  return places;
}

/** What a comment stands above: an entry of a list, or the key of an entry of a mapping. */
function nodeAt(document: Document, path: Note["path"]): Node | undefined {
  const last = path.at(-1);
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isSeq(parent)) return parent.items[Number(last)] as Node | undefined;
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
  return isScalar(pair?.key) ? pair.key : undefined;
}

function setFlow(node: unknown): void {
  if (isMap(node) || isSeq(node)) node.flow = true;
}
