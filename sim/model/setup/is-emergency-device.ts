import type { ExtensionSettings } from "./setup.js";

type Role = Pick<ExtensionSettings, "role">;

/** A phone that FreePBX keeps apart from extensions: for emergency calls from one place (PBX-99). */
export function isEmergencyDevice<Settings extends Role>(
  settings: Settings | undefined,
): settings is Settings & { readonly role: "emergency-device" } {
  return settings?.role === "emergency-device";
}
