import type { Setup } from "../../model/setup/setup.js";
import type { Check, Found } from "../check.js";
import { listed } from "../listed.js";
import { isAddress, locationsIn, networksOf, type ToldHost, toldHosts } from "../told-hosts.js";

/** A host that is sent to phones must resolve in the network of every location (HD-12, HD-33, EH-30). */
export const hostDoesNotResolve: Check = {
  id: "host-does-not-resolve",
  rules: ["HD-33", "HD-12"],
  foretells: ["EH-30"],
  severity: "error",
  finds: "A host name that is sent to phones does not resolve where desks stand.",
  proof: "network/name-that-resolves-inside-only",
  find: ({ setup }) => toldHosts(setup).flatMap((told) => ofHost(setup, told)),
};

function ofHost(setup: Setup, { host, path, rule, templates }: ToldHost): Found[] {
  if (isAddress(host)) return [];
  const record = Object.hasOwn(setup.names, host) ? setup.names[host] : undefined;
  const without = [...networksOf(setup)].filter((network) => record?.[network] === "none");
  return without.map((network) => {
    const locations = locationsIn(setup, network);
    return {
      rule,
      path,
      message: `${host} does not resolve ${network}: the phones of ${listed(locations)} find no PBX, and cannot call 911`,
      hint: `Make the name known ${network === "onsite" ? "inside" : "outside"}, or use one that resolves on both sides.`,
      affects: { locations, ...(templates.length > 0 && { templates }) },
    };
  });
}
