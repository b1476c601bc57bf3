import { type EffectiveHotdesk, effectiveHotdesk } from "../backend/hotdesk/effective-settings.js";
import { isEmergencyDevice } from "../model/setup/is-emergency-device.js";
import type { Setup } from "../model/setup/setup.js";

/** An extension whose user may log in. */
export interface HotdeskUser {
  readonly extension: string;
  readonly settings: EffectiveHotdesk;
}

/** Everybody whose settings say Hotdesk = Enable; placeholders are not users. */
export function hotdeskUsers(setup: Setup): HotdeskUser[] {
  return Object.entries(setup.extensions).flatMap(([extension, { role }]) => {
    const settings = effectiveHotdesk(setup, extension);
    return role === "user" && settings.enabled ? [{ extension, settings }] : [];
  });
}

/** Extensions that phones are logged out to. */
export function placeholders(setup: Setup): string[] {
  return Object.entries(setup.extensions).flatMap(([extension, { role }]) =>
    role === "placeholder" ? [extension] : [],
  );
}

/** Phones that may use emergency routes only (PBX-99). */
export function emergencyDevices(setup: Setup): string[] {
  return Object.entries(setup.extensions).flatMap(([extension, settings]) =>
    isEmergencyDevice(settings) ? [extension] : [],
  );
}

/** Extensions of persons. The setup of a load plan has none: the plan adds them. */
export function people(setup: Setup): string[] {
  return Object.entries(setup.extensions).flatMap(([extension, { role }]) =>
    role === "user" ? [extension] : [],
  );
}
