import type { Finding } from "../model/control/control-api.js";
import type { Setup } from "../model/setup/setup.js";

type Network = "onsite" | "offsite";

interface ToldHost {
  readonly host: string;
  readonly path: readonly string[];
  readonly rule: "HD-12" | "HD-33";
}

/** A host that is sent to phones must resolve in the network of every location (HD-12, HD-33). */
export function unresolvedHosts(setup: Setup): Finding[] {
  return toldHosts(setup).flatMap((told) => ofHost(setup, told));
}

function toldHosts(setup: Setup): ToldHost[] {
  const fallback: ToldHost = {
    host: setup.portSettings.fallbackHost,
    path: ["port-settings", "fallback-host"],
    rule: "HD-33",
  };
  const templates = Object.entries(setup.templates).flatMap(([name, { serverAddress }]): ToldHost[] =>
    serverAddress === undefined
      ? []
      : [{ host: serverAddress, path: ["templates", name, "server-address"], rule: "HD-12" }],
  );
  return [fallback, ...templates];
}

function ofHost(setup: Setup, { host, path, rule }: ToldHost): Finding[] {
  const networks = new Set(Object.values(setup.locations).map(({ network }) => network));
  if (isAddress(host)) {
    if (networks.size < 2) return [];
    const message = `${host} is an address, and there are onsite and offsite locations`;
    const hint = "Use a name that resolves to the PBX inside and outside.";
    return [{ severity: "warning", rule, path, message, hint }];
  }
  const record = Object.hasOwn(setup.names, host) ? setup.names[host] : undefined;
  const without = [...networks].filter((network) => record?.[network] === "none");
  return without.map((network) => ({
    severity: "error",
    rule,
    path,
    message: `${host} does not resolve ${network}, where ${locationsIn(setup, network)} are`,
    hint: `Make the name known ${network === "onsite" ? "inside" : "outside"}, or use one that resolves on both sides.`,
  }));
}

function isAddress(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

function locationsIn(setup: Setup, network: Network): string {
  const names = Object.entries(setup.locations).filter(([, location]) => location.network === network);
  return `the phones of ${names.map(([name]) => name).join(", ")}`;
}
