import type { AuditFacts } from "./check.js";
import { placeholdersInUse } from "./desks.js";
import { emergencyDevices } from "./hotdesk-users.js";
import { openCells } from "./open-cells.js";

/**
 * Extensions without the Emergency CID that would name their place (EH-15): those that desks are used with, and others whose
 * number no location has. Not those whose number is withheld: that is worse, and the same cause.
 */
export function withoutEmergencyCid(facts: AuditFacts): string[] {
  const { setup, users } = facts;
  if (setup.policies.emergencyIdentity !== "extension") return [];
  const atDesks = [...users, ...placeholdersInUse(facts)].map(({ extension }) => extension);
  atDesks.push(...emergencyDevices(setup));
  const withheld = new Set(withheldCells(facts).flatMap(({ extensions }) => extensions));
  const unlisted = unlistedCells(facts).flatMap(({ extensions }) => extensions);
  return [...new Set([...atDesks, ...unlisted])].filter(
    (each) => setup.extensions[each]?.emergencyCid === undefined && !withheld.has(each),
  );
}

/** Calls that reach the PSAP with a number that it is not shown. */
export function withheldCells(facts: AuditFacts) {
  return openCells(facts).filter(({ psap, state }) => psap?.withheld && state !== "placeholder full");
}

/** Calls that show the PSAP a number of no location. Where the setup has none at all that is told as not judged. */
export function unlistedCells(facts: AuditFacts) {
  if (Object.keys(facts.setup.locations).length === 0) return [];
  return openCells(facts).filter(
    ({ psap, state }) =>
      psap !== undefined && !psap.withheld && psap.address === undefined && state !== "placeholder full",
  );
}
