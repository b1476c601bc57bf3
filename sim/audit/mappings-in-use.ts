import { inUse, type Mapping } from "../backend/hotdesk/mapping.js";
import type { AuditFacts } from "./check.js";

/** What a phone is served by now. */
export interface MappingInUse extends Mapping {
  readonly mac: string;
}

/** Mappings that phones use; none where the setup is not running. */
export function mappingsInUse({ devices }: AuditFacts): MappingInUse[] {
  return devices.flatMap((device) => {
    const mapping = inUse(device);
    return mapping ? [{ ...mapping, mac: device.mac }] : [];
  });
}
