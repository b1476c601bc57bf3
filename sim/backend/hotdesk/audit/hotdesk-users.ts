import type { HotdeskSettings, Setup } from "../../../model/setup.js";
import { type EffectiveHotdesk, effectiveHotdesk } from "../effective-settings.js";

/** An extension whose user may log in. */
export interface HotdeskUser {
  readonly extension: string;
  readonly settings: EffectiveHotdesk;
}

/** Everybody whose settings say Hotdesk = Enable; placeholders are no users. */
export function hotdeskUsers(setup: Setup): HotdeskUser[] {
  return Object.entries(setup.extensions).flatMap(([extension, { role }]) => {
    const settings = effectiveHotdesk(setup, extension);
    return role === "user" && settings.enabled ? [{ extension, settings }] : [];
  });
}

/** Extensions that phones are logged out to, or are meant for it. */
export function placeholders(setup: Setup): string[] {
  const named = [
    ...hotdeskTabs(setup).map(({ hotdesk }) => hotdesk.logoutAction),
    ...Object.values(setup.locations).map(({ placeholder }) => placeholder),
  ];
  const { placeholderFull } = setup.policies;
  if (placeholderFull.kind === "overflow") named.push(placeholderFull.extension);
  return Object.entries(setup.extensions).flatMap(([extension, { role }]) =>
    role === "placeholder" || named.includes(extension) ? [extension] : [],
  );
}

/** Each Hotdesk tab of the setup and where it stands. */
function hotdeskTabs(
  setup: Setup,
): { readonly path: readonly [string, string, "hotdesk"]; readonly hotdesk: HotdeskSettings }[] {
  return [
    ...Object.entries(setup.groups).map(
      ([name, { hotdesk }]) => ({ path: ["groups", name, "hotdesk"], hotdesk }) as const,
    ),
    ...Object.entries(setup.users).map(
      ([name, { hotdesk }]) => ({ path: ["users", name, "hotdesk"], hotdesk }) as const,
    ),
  ];
}

/** Layouts that somebody logs out with. */
export function logoutLayouts(setup: Setup): string[] {
  const names = hotdeskTabs(setup).flatMap(({ hotdesk }) => Object.values(hotdesk.logoutModelLayouts ?? {}));
  return [...new Set(names)].filter((name) => Object.hasOwn(setup.modelLayouts, name));
}

/** `1001, 1002, 1003 and 7 more` */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
