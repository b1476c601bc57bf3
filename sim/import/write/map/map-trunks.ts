import type { SetupInput } from "../../../model/setup/setup.js";
import type { PbxFacts, TrunkFacts } from "../../facts/facts.js";
import { parseCallerId } from "./caller-id.js";
import { keyName, type Note, oneLine } from "./note.js";

type Trunks = NonNullable<SetupInput["trunks"]>;

/** The trunks by a name of their own, and that name by id, for the routes. */
export function mapTrunks(facts: PbxFacts): {
  readonly trunks: Trunks;
  readonly names: ReadonlyMap<string, string>;
  readonly notes: readonly Note[];
} {
  const notes: Note[] = [];
  const names = new Map<string, string>();
  const written = (facts.trunks ?? []).map((trunk): readonly [string, Trunks[string]] => {
    const wanted = keyName(trunk.name) || `trunk ${trunk.id}`;
    const name = [...names.values()].includes(wanted) ? `${wanted} (${trunk.id})` : wanted;
    names.set(trunk.id, name);
    return [name, mapTrunk(name, trunk, facts, notes)];
  });
  return { trunks: Object.fromEntries(written), names, notes };
}

function mapTrunk(name: string, trunk: TrunkFacts, facts: PbxFacts, notes: Note[]): Trunks[string] {
  const tell = (kind: Note["kind"], what: string, detail: string) =>
    notes.push({ path: ["trunks", name], kind, what, who: name, detail: oneLine(detail) });
  const emergency = facts.routes?.find((route) => route.emergency && route.trunks.includes(trunk.id));
  const isPsap = emergency !== undefined || /911/.test(name);
  tell(
    "ask",
    "what is at the far end of a trunk",
    isPsap ? "psap, or a carrier that delivers no 911?" : "carrier?",
  );
  if (trunk.disabled) tell("not held", "a disabled trunk", "calls that reach it end there");
  if (trunk.maxChannels !== undefined) tell("not held", "channel limit of a trunk", `${trunk.maxChannels}`);
  if (trunk.keepCid !== "off") tell("not held", "CID options of a trunk", trunk.keepCid);
  if (trunk.continueIfBusy) tell("not held", "continue if busy", "on");
  for (const { prefix, match, prepend } of trunk.dialRules) {
    tell("not held", "dial rules of a trunk", `${prepend}+${prefix}|${match}`);
  }
  const { name: text, number, withheld } = parseCallerId(trunk.callerId);
  if (withheld || text !== "") tell("not held", "the name in the caller id of a trunk", trunk.callerId);
  return { "far-end": "carrier", ...(withheld || number === "" ? {} : { "caller-id": number }) };
}
