import { isEmergencyDevice } from "./is-emergency-device.js";
import type { ExtensionSettings } from "./setup.js";

/**
 * Whether a User Manager user of its name comes with the extension (HD-26, PBX-120). An emergency device is none for
 * User Manager (PBX-99).
 */
export function comesWithUser(settings: Pick<ExtensionSettings, "createUser" | "role"> | undefined): boolean {
  return settings?.createUser === true && !isEmergencyDevice(settings);
}
