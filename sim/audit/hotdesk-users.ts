import { type EffectiveHotdesk, effectiveHotdesk } from "../backend/hotdesk/effective-settings.js";
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

/** Layouts that somebody logs out with. */
export function logoutLayouts(setup: Setup): string[] {
  const tabs = [...Object.values(setup.groups), ...Object.values(setup.users)];
  const names = tabs.flatMap(({ hotdesk }) => Object.values(hotdesk.logoutModelLayouts ?? {}));
  return [...new Set(names)].filter((name) => Object.hasOwn(setup.modelLayouts, name));
}

/** `1001, 1002, 1003 and 7 more` */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
