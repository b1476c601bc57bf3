import type { Setup } from "../model/setup/setup.js";
import type { AuditFacts } from "./check.js";
import { desksAt, placeholdersInUse } from "./desks.js";
import { people } from "./hotdesk-users.js";
import { listed } from "./listed.js";

/** What the audit has looked at: "nothing found" says little where there was nothing to look at. */
export interface LookedAt {
  readonly users: number;
  /** Of the users, those who may log in. */
  readonly hotdeskUsers: number;
  readonly placeholders: number;
  readonly locations: number;
  /** 0 where no location says how many stand there. */
  readonly desks: number;
  readonly modelLayouts: number;
  readonly templates: number;
  readonly routes: number;
}

export function lookedAt({ setup, users, placeholders }: AuditFacts): LookedAt {
  return {
    users: people(setup).length,
    hotdeskUsers: users.length,
    placeholders: placeholders.length,
    locations: Object.keys(setup.locations).length,
    desks: Object.values(setup.locations).reduce((sum, location) => sum + desksAt(location), 0),
    modelLayouts: Object.keys(setup.modelLayouts).length,
    templates: Object.keys(setup.templates).length,
    routes: setup.routes.length,
  };
}

/** What the setup does not say enough for, one sentence each. */
export function notJudged(facts: AuditFacts): string[] {
  return [
    ...placesNotJudged(facts),
    ...contactsNotJudged(facts),
    ...roomNotJudged(facts),
    ...callBackNotJudged(facts),
  ];
}

/** What no source told is not taken for FreePBX's default (F-56). */
function contactsNotJudged({ setup: { extensions } }: AuditFacts): string[] {
  const unknown = Object.keys(extensions).filter((each) => extensions[each]?.maxContacts === "unknown");
  if (unknown.length === 0) return [];
  return [
    `how many phones ${listed(unknown)} ${unknown.length === 1 ? "takes" : "take"}: Max Contacts is unknown (max-contacts: 50)`,
  ];
}

function placesNotJudged({ setup }: AuditFacts): string[] {
  if (!canCall(setup) || Object.keys(setup.locations).length > 0) return [];
  return ["whether help is sent to where a desk stands: the setup has no locations"];
}

function canCall(setup: Setup): boolean {
  return setup.emergencyNumbers.length > 0 && Object.keys(setup.extensions).length > 0;
}

function callBackNotJudged({ setup }: AuditFacts): string[] {
  if (!canCall(setup) || setup.inboundRoutes.length > 0) return [];
  return [
    'whom the PSAP rings when it calls back: the setup has no inbound-routes (inbound-routes: [{ did: "2125550100", extension: "1001" }])',
  ];
}

function roomNotJudged(facts: AuditFacts): string[] {
  const inUse = new Set(placeholdersInUse(facts).flatMap(({ locations }) => locations));
  const silent = [...inUse].filter((name) => facts.setup.locations[name]?.desks === undefined);
  if (silent.length === 0) return [];
  return [
    `whether the placeholders have room for all desks: ${listed(silent)} ${silent.length === 1 ? "does" : "do"} not say how many stand there (desks: { CIP270: 12 })`,
  ];
}
