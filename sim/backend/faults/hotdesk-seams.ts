import type { Mac } from "../../model/mac.js";
import type { Profiles } from "../../model/profile/profile.js";
import type { FaultName } from "../../model/rules/faults.js";
import type { Setup } from "../../model/setup/setup.js";
import type { Device } from "../hotdesk/mapping.js";
import type { PhoneAddresses } from "../hotdesk/phone-addresses.js";
import type { Seams } from "../hotdesk/seams.js";
import type { FaultSet } from "./fault-set.js";
import { fileFaults } from "./file-faults.js";
import { loginFaults } from "./login-faults.js";
import { logoutFaults } from "./logout-faults.js";

/** Rules that the audit does not ask while a fault is on. */
const unnoticed: Readonly<Partial<Record<FaultName, string>>> = {
  "keys-against-level-unnoticed": "HD-14",
  "full-logout-unnoticed": "HD-19",
  "placeholder-group-unnoticed": "HD-62",
  "match-permit-unnoticed": "HD-29",
};

/** A port without a listener: discard (RFC 863). */
const deadPort = 9;
/** Loopback, but no address of the backend. */
const deadHost = "127.0.0.99";

/**
 * The seams of the hot-desk rules, broken where a fault is on.
 * @param setup the setup as the rules see it
 */
export function hotdeskSeams(faults: FaultSet, profiles: Profiles, setup: () => Setup): Seams {
  const has = (name: FaultName): boolean => faults.has(name);
  return {
    ...loginFaults(has, setup),
    logout: logoutFaults(has, setup),
    file: fileFaults(profiles, setup, () => faults.list()),
    device: forgottenAtStart(has),
    findings: (findings) =>
      faults.list().reduce((left, name) => left.filter(({ rule }) => rule !== unnoticed[name]), findings),
    addresses: (addresses) => wrongAddresses(has, addresses),
  };
}

/** A phone that asks for the same file again is starting, as far as a server can tell. */
function forgottenAtStart(has: (name: FaultName) => boolean): Seams["device"] {
  const served = new Map<Mac, string>();
  return (device) => {
    if (!device || !has("mapping-lost-at-boot")) return device;
    const now = stateOf(device);
    const before = served.get(device.mac);
    served.set(device.mac, now);
    return before === now ? undefined : device;
  };
}

function stateOf({ mapping, orphan }: Device): string {
  return JSON.stringify([mapping, orphan]);
}

function wrongAddresses(has: (name: FaultName) => boolean, addresses: PhoneAddresses): PhoneAddresses {
  const { apps } = addresses;
  if (has("fallback-host-wrong")) return { ...addresses, apps: { ...apps, host: deadHost } };
  if (has("apps-port-wrong")) return { ...addresses, apps: { ...apps, port: deadPort } };
  if (!has("apps-protocol-wrong")) return addresses;
  return { ...addresses, apps: { ...apps, protocol: apps.protocol === "http" ? "https" : "http" } };
}
