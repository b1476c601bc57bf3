import { callerIdText } from "../../../model/setup/caller-id-text.js";
import type { SetupInput } from "../../../model/setup/setup.js";
import type { DialRuleFacts, PbxFacts, TrunkFacts } from "../../facts/facts.js";
import { digitRow, isDigitRow } from "./digit-row.js";
import { type Note, oneLine } from "./note.js";
import { uniqueNames } from "./unique-names.js";

type Trunks = NonNullable<SetupInput["trunks"]>;

/** The trunks by a name of their own, and that name by id, for the routes. */
export function mapTrunks(facts: PbxFacts): {
  readonly trunks: Trunks;
  readonly names: ReadonlyMap<string, string>;
  readonly notes: readonly Note[];
} {
  const notes: Note[] = [];
  const names = uniqueNames(facts.trunks ?? [], "trunk");
  const written = (facts.trunks ?? []).map((trunk): readonly [string, Trunks[string]] => {
    const name = names.get(trunk.id) ?? "";
    return [name, mapTrunk(name, trunk, facts, notes)];
  });
  return { trunks: Object.fromEntries(written), names, notes };
}

function mapTrunk(name: string, trunk: TrunkFacts, facts: PbxFacts, notes: Note[]): Trunks[string] {
  const tell = (kind: Note["kind"], what: string, detail: string) =>
    notes.push({ path: ["trunks", name], kind, what, who: name, detail: oneLine(detail) });
  const users = facts.routes?.filter(({ trunks }) => trunks.includes(trunk.id)) ?? [];
  const isEmergency = users.some(({ emergency }) => emergency) || /911/.test(name);
  // What no ordinary route uses is taken for the way to the PSAP until somebody says otherwise.
  const isPsap = isEmergency && users.every(({ emergency }) => emergency);
  tell(
    "ask",
    "what is at the far end of a trunk",
    isPsap
      ? "a PSAP?"
      : isEmergency
        ? "both (a carrier that takes 911 to the PSAP), or carrier?"
        : "carrier?",
  );
  if (trunk.dialRules === undefined) tell("ask", "dial rules of a trunk", "no source had them");
  const held = (trunk.dialRules ?? []).filter((rule) => isHeld(rule, tell));
  const callerId = oneLine(trunk.callerId);
  const isCallerId = callerIdText.safeParse(callerId).success;
  if (callerId !== "" && !isCallerId) tell("not held", "a caller id without a number", callerId);
  return {
    "far-end": isPsap ? "psap" : "carrier",
    ...(isCallerId ? { "caller-id": callerId } : {}),
    ...(trunk.disabled ? { disabled: true } : {}),
    ...(trunk.maxChannels === undefined ? {} : { "max-channels": trunk.maxChannels }),
    ...(trunk.continueIfBusy ? { "continue-if-busy": true } : {}),
    ...mapKeepCid(trunk.keepCid, tell),
    ...(held.length === 0 ? {} : { "dial-rules": held.map(digitRow) }),
  };
}

type Tell = (kind: Note["kind"], what: string, detail: string) => void;

function isHeld(rule: DialRuleFacts, tell: Tell): boolean {
  if (isDigitRow(rule)) return true;
  tell("not held", "dial rules of a trunk", `${rule.prepend}+${rule.prefix}|${rule.match}`);
  return false;
}

function mapKeepCid(keepCid: string, tell: Tell): Pick<Trunks[string], "keep-cid"> {
  if (keepCid === "off") return {};
  if (keepCid === "on" || keepCid === "cnum" || keepCid === "all") return { "keep-cid": keepCid };
  tell("not held", "CID options of a trunk", keepCid);
  return {};
}
