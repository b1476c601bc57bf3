import type { Setup } from "../../model/setup/setup.js";
import type { Device, MappingChange } from "./mapping.js";

/**
 * What a Full Logout leaves of the mapping (policy mapping-after-full-logout). An orphan has none that could be kept;
 * its next login is a first one (HD-7).
 */
export function fullLogoutChange({ mac, mapping }: Device, { policies }: Setup): MappingChange {
  const kept = mapping !== undefined && policies.mappingAfterFullLogout === "keep";
  return { kind: kept ? "deactivate" : "forget", mac };
}
