import { decideAt } from "../dialplan/decide-at.js";
import { noLoad } from "../dialplan/decision.js";
import { emergencyOutcome } from "../dialplan/emergency-outcome.js";
import { toldLocation } from "../dialplan/told-location.js";
import { parseCallerId } from "../model/setup/caller-id-text.js";
import { addressListed } from "../model/setup/desk-location.js";
import type { Location, Setup } from "../model/setup/setup.js";
import type { CallBack } from "./call-back.js";
import type { AuditFacts } from "./check.js";
import { degradedHelp } from "./degraded-help.js";
import { modelsStanding, placeholdersInUse } from "./desks.js";
import { groupedBy } from "./grouped-by.js";
import { emergencyDevices, people } from "./hotdesk-users.js";

/** Where a desk stands as long as the setup names no place. */
const anywhere = "anywhere";

/** What a desk can be when somebody needs help. */
type DeskState = "logged in" | "visiting" | "logged out" | "placeholder full" | "blank" | "emergency device";

/** What an emergency call gets from desks that fare alike. */
export interface EmergencyCell {
  /** Name of the location; "anywhere" where the setup has none. */
  readonly location: string;
  readonly number: string;
  readonly state: DeskState;
  /** Extensions that the desks have; none: a blank desk. */
  readonly extensions: readonly string[];
  readonly path: "good" | "degraded" | "none";
  /** What is broken, in words; empty: nothing. */
  readonly missing: string;
  /** What the PSAP gets, where a call reaches it. */
  readonly psap?: {
    readonly route: string;
    readonly trunk: string;
    readonly number: string;
    readonly callerId: string;
    /** The trunk is asked not to show it. */
    readonly withheld?: true;
    /** That its list has for the caller id; absent: none. */
    readonly address?: string;
    readonly callBack: CallBack;
  };
}

/**
 * Who can call for help from where, for every state of a desk: what the dial plan does with each emergency number, and
 * which address the PSAP has for the number that it is shown, and whom it rings by it (HD-5, EH-12 to EH-16, EH-31).
 * @param epochMs wall clock of the PBX: routes have their hours
 */
export function emergencyMatrix(facts: AuditFacts, epochMs: number): EmergencyCell[] {
  const { setup } = facts;
  const named = Object.entries(setup.locations);
  const sites: [string, Location | undefined][] = named.length > 0 ? named : [[anywhere, undefined]];
  return setup.emergencyNumbers.flatMap((number) =>
    sites.flatMap(([name, location]) => {
      const desk = { facts, name, location, number, epochMs };
      return [...loggedIn(desk), ...loggedOut(desk), blank(desk), ...devicesAt(desk)];
    }),
  );
}

interface Desk {
  readonly facts: AuditFacts;
  readonly name: string;
  readonly location: Location | undefined;
  readonly number: string;
  readonly epochMs: number;
}

function loggedIn(desk: Desk): EmergencyCell[] {
  const { facts, name } = desk;
  const fates = people(facts.setup).map((extension) => {
    const home = homeOf(facts.setup, extension);
    const state = home === undefined || home === name ? ("logged in" as const) : ("visiting" as const);
    return cellOf(desk, state, extension);
  });
  return alike(fates);
}

function loggedOut(desk: Desk): EmergencyCell[] {
  const fates = placeholdersAt(desk).map((extension) => cellOf(desk, "logged out", extension));
  return [...alike(fates), ...alike(fates.map((cell) => overfull(desk, cell)))];
}

/** As long as nobody's Logout Action is a placeholder, any of them may become it. */
function placeholdersAt({ facts, name }: Desk): readonly string[] {
  const inUse = placeholdersInUse(facts);
  if (inUse.length === 0) return facts.placeholders;
  return inUse.filter(({ locations }) => locations.includes(name)).map(({ extension }) => extension);
}

/** A desk more than Max Contacts: it has its account, and the PBX refuses its registration (EH-2). */
function overfull({ facts, location }: Desk, cell: EmergencyCell): EmergencyCell {
  const state = "placeholder full" as const;
  if (cell.path === "none") return { ...cell, state };
  const standing = Object.keys(location?.desks ?? {});
  const models = standing.length > 0 ? standing : modelsStanding(facts.setup);
  const profiles = [...facts.profiles.values()].filter(
    ({ model }) => models.length === 0 || models.includes(model),
  );
  if (!profiles.every(({ callWithoutRegistration }) => callWithoutRegistration)) {
    const { psap: _unreached, ...rest } = cell;
    return { ...rest, state, path: "none", missing: "not registered: the phone does not dial" };
  }
  return { ...cell, state, path: "degraded", missing: "not registered: no call-back" };
}

function blank({ facts, name, number }: Desk): EmergencyCell {
  const consent = facts.setup.acceptNoEmergency.find(({ desk }) => desk === name);
  const accepted = consent === undefined ? "" : `, accepted by ${consent.by}`;
  return {
    ...{ location: name, number, state: "blank", extensions: [] },
    ...{ path: "none", missing: `no account${accepted}` },
  };
}

/** Emergency devices of the place (PBX-99); those whose number is of no place could stand at any. */
function devicesAt(desk: Desk): EmergencyCell[] {
  const { setup } = desk.facts;
  const here = emergencyDevices(setup).filter((device) => {
    const home = homeOf(setup, device);
    return home === undefined || home === desk.name;
  });
  return alike(here.map((device) => cellOf(desk, "emergency device", device)));
}

function cellOf(
  { facts: { setup, callBackTo }, name, location, number, epochMs }: Desk,
  state: DeskState,
  caller: string,
): EmergencyCell {
  const { end } = decideAt({ setup, caller, location, number, epochMs, load: noLoad });
  const outcome = emergencyOutcome(setup, number, end);
  const desk = { location: name, number, state, extensions: [caller] };
  if ("broken" in outcome) return { ...desk, path: "none", missing: outcome.broken };
  const { trunk, number: sent, callerId } = outcome.reached;
  const place = location && name;
  const { broken: _said, ...told } = toldLocation(setup, callerId, place);
  const shown = { callerId: callerId.number, ...(callerId.withheld && { withheld: true as const }) };
  const callBack = callBackTo(callerId.number);
  const psap = { route: outcome.route, trunk, number: sent, ...shown, ...told, callBack };
  const missing = degradedHelp({ setup, caller, location, place }, callerId, callBack);
  return { ...desk, psap, path: missing === "" ? "good" : "degraded", missing };
}

/** Where the Emergency CID of an extension says that it is; undefined: nowhere that the setup knows. */
function homeOf(setup: Setup, extension: string): string | undefined {
  const own = parseCallerId(setup.extensions[extension]?.emergencyCid ?? "")?.number;
  return own === undefined ? undefined : addressListed(setup, own)?.[0];
}

/** Cells that differ only in the extension become one. */
function alike(cells: readonly EmergencyCell[]): EmergencyCell[] {
  const same = groupedBy(cells, ({ extensions: _each, ...fate }) => JSON.stringify(fate));
  return [...same.values()].flatMap((group) =>
    group
      .slice(0, 1)
      .map((first) => ({ ...first, extensions: group.flatMap(({ extensions }) => extensions) })),
  );
}
