import type { Setup } from "../model/setup/setup.js";
import { groupedBy } from "./grouped-by.js";

export type Network = "onsite" | "offsite";

/** A host that is sent to phones, and every place that sends it. */
export interface ToldHost {
  readonly host: string;
  readonly path: readonly string[];
  /** The fallback host (HD-33), or a server address of templates alone (HD-12). */
  readonly rule: "HD-12" | "HD-33";
  readonly templates: readonly string[];
}

/** Each host once, at the first place that names it. */
export function toldHosts(setup: Setup): ToldHost[] {
  const fallback = { host: setup.portSettings.fallbackHost, template: undefined };
  const addresses = Object.entries(setup.templates).flatMap(([template, { serverAddress }]) =>
    serverAddress === undefined ? [] : [{ host: serverAddress, template }],
  );
  return [...groupedBy([fallback, ...addresses], ({ host }) => host)].map(([host, places]) => {
    const templates = places.flatMap(({ template }) => template ?? []);
    const [first = ""] = templates;
    return places.includes(fallback)
      ? { host, path: ["port-settings", "fallback-host"], rule: "HD-33", templates }
      : { host, path: ["templates", first, "server-address"], rule: "HD-12", templates };
  });
}

/** An address needs no name server. */
export function isAddress(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

/** The networks that desks stand in. */
export function networksOf(setup: Setup): Set<Network> {
  return new Set(Object.values(setup.locations).map(({ network }) => network));
}

export function locationsIn(setup: Setup, network: Network): string[] {
  return Object.entries(setup.locations).flatMap(([name, location]) =>
    location.network === network ? [name] : [],
  );
}
