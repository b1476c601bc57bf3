import type { Mac } from "../../model/mac.js";
import type { LogoutSettings } from "./logout-settings.js";

/** Which extension a phone serves, with which template and layout (HD-7: "mapping"). */
export interface Mapping {
  readonly extension: string;
  /** `placeholder`: the phone is logged out to that extension. */
  readonly role: "user" | "placeholder";
  readonly template?: string | undefined;
  /** undefined: none is assigned; a user then gets one Line key, a placeholder Line and Login. */
  readonly layout?: string | undefined;
  /** false: kept after Full Logout, so that the next login needs no reboot (policy mapping-after-full-logout). */
  readonly active: boolean;
  /** A user's logout settings as they were at login (policy logout-settings-at; a user who is deleted meanwhile). */
  readonly atLogin?: LogoutSettings | undefined;
}

/** What the module knows of one phone. */
export interface Device {
  readonly mac: Mac;
  readonly model: string;
  readonly mapping?: Mapping | undefined;
  /** The mapping that an admin deleted while the phone was using it: the phone noticed nothing (T13). */
  readonly orphan?: Mapping | undefined;
}

/** Login, logout to a placeholder, or an admin's entry. */
export interface AssignMapping {
  readonly kind: "assign";
  readonly mac: Mac;
  readonly model: string;
  readonly mapping: Omit<Mapping, "active">;
}

export type MappingChange =
  | AssignMapping
  /** Full Logout that keeps the mapping. */
  | { readonly kind: "deactivate"; readonly mac: Mac }
  /** Full Logout after which nothing is known of the phone. */
  | { readonly kind: "forget"; readonly mac: Mac }
  /** An admin deletes the mapping, whatever the phone is doing. */
  | { readonly kind: "delete"; readonly mac: Mac }
  /** A switch that failed: what was known before it holds again (T16). */
  | { readonly kind: "restore"; readonly mac: Mac; readonly device: Device };

/** What is known of a phone after a change; undefined: nothing. Pure. */
export function reduceDevice(device: Device | undefined, change: MappingChange): Device | undefined {
  switch (change.kind) {
    case "assign": {
      const { mac, model, mapping } = change;
      return { mac, model, mapping: { ...mapping, active: true }, orphan: undefined };
    }
    case "deactivate":
      return device?.mapping && { ...device, mapping: { ...device.mapping, active: false } };
    case "forget":
      return undefined;
    case "delete": {
      if (!device?.mapping) return device;
      return device.mapping.active ? { ...device, mapping: undefined, orphan: device.mapping } : undefined;
    }
    case "restore":
      return change.device;
  }
}

/** What the phone works with at this moment, mapped or orphaned; undefined: blank. */
export function inUse(device: Device | undefined): Mapping | undefined {
  return device?.mapping?.active ? device.mapping : device?.orphan;
}
