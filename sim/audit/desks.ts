import type { Location, Setup } from "../model/setup/setup.js";
import type { AuditFacts } from "./check.js";
import { groupedBy } from "./grouped-by.js";

/** A placeholder that desks are logged out to. */
export interface PlaceholderInUse {
  readonly extension: string;
  /** Whose Logout Action it is. */
  readonly users: readonly string[];
  /** Where desks may be logged out to it. */
  readonly locations: readonly string[];
  /** Desks that will be on it at once when everybody has gone home. */
  readonly desks: number;
  /** Desks that can be on it at once: users walk, and log out where they are. */
  readonly mostDesks: number;
}

/** How many desks stand at a location, of all models; 0 where it is not said. */
export function desksAt({ desks = {} }: Pick<Location, "desks">): number {
  return Object.values(desks).reduce((sum, count) => sum + count, 0);
}

/** Models that desks are known of. */
export function modelsStanding(setup: Setup): string[] {
  const standing = Object.values(setup.locations).flatMap(({ desks = {} }) =>
    Object.entries(desks).flatMap(([model, count]) => (count > 0 ? [model] : [])),
  );
  return [...new Set(standing)];
}

/** Who and what can end on each placeholder (HD-73, policy placeholder-choice), in the order of the first users. */
export function placeholdersInUse({ setup, users }: AuditFacts): PlaceholderInUse[] {
  const leaving = users.flatMap(({ extension, settings: { logoutAction } }) =>
    logoutAction === undefined || logoutAction === "full" ? [] : [{ extension, action: logoutAction }],
  );
  if (leaving.length === 0) return [];
  const byDesk = setup.policies.placeholderChoice === "desk-location";
  const sites = Object.entries(setup.locations).map(([name, location]) => ({
    name,
    own: byDesk ? location.placeholder : undefined,
    desks: desksAt(location),
  }));
  const byUser = groupedBy(leaving, ({ action }) => action);
  const shared = sites.filter(({ own }) => own === undefined);
  const names = new Set([...byUser.keys(), ...sites.flatMap(({ own }) => own ?? [])]);
  return [...names]
    .map((extension) => {
      const own = sites.filter((site) => site.own === extension);
      const whose = byUser.get(extension) ?? [];
      const walkedTo = whose.length > 0 ? shared : [];
      const walking = total(walkedTo);
      return {
        extension,
        users: whose.map((user) => user.extension),
        locations: [...own, ...walkedTo].map(({ name }) => name),
        // Each user leaves one desk at the end of the day; with one placeholder all desks end there in time.
        desks: total(own) + (byUser.size === 1 ? walking : Math.min(walking, whose.length)),
        mostDesks: total(own) + walking,
      };
    })
    .filter(({ locations }) => locations.length > 0);
}

function total(sites: readonly { readonly desks: number }[]): number {
  return sites.reduce((sum, { desks }) => sum + desks, 0);
}
