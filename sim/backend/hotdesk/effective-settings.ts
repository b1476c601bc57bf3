import { comesWithUser } from "../../model/setup/comes-with-user.js";
import type { HotdeskSettings, Setup, UserSettings } from "../../model/setup/setup.js";

/** The group that FreePBX puts every new user into (PBX-120). */
const defaultGroup = "All Users";

/** What the Hotdesk tab says for one user after inheritance; `undefined` = not set. */
export interface EffectiveHotdesk {
  readonly enabled: boolean;
  readonly loginTemplates: readonly string[];
  readonly loginModelLayouts: readonly string[];
  readonly logoutAction: string | undefined;
  readonly logoutTemplate: string | undefined;
  /** By model. Each model's layout is a field of its own on the tab, thus a setting of its own (HD-77 to HD-79). */
  logoutModelLayout(model: string): string | undefined;
}

/**
 * The User Manager user that an extension belongs to: the one whose default extension it is, else the one that came
 * with the extension, in the groups that were given with it (HD-26, HD-27, PBX-120).
 * @returns undefined where there is none: made without a user, deleted, or given another default extension (PBX-121).
 */
export function userOfExtension(setup: Setup, extension: string): UserSettings | undefined {
  for (const user of Object.values(setup.users)) {
    if (user.defaultExtension === extension) return user;
  }
  const named = Object.hasOwn(setup.users, extension) ? setup.users[extension] : undefined;
  if (named) return named.defaultExtension === undefined ? named : undefined;
  const settings = Object.hasOwn(setup.extensions, extension) ? setup.extensions[extension] : undefined;
  return settings && comesWithUser(settings)
    ? { groups: settings.groups ?? [defaultGroup], hotdesk: {} }
    : undefined;
}

/**
 * One setting: the user's own value, else that of the first of the user's groups that has one, in the group
 * order of the admin (PBX-115, PBX-118). Lists are never merged, an empty list is a value (PBX-116, PBX-117).
 */
function effectiveSetting<Value>(
  setup: Setup,
  user: UserSettings,
  read: (hotdesk: HotdeskSettings) => Value | undefined,
): Value | undefined {
  const own = read(user.hotdesk);
  if (own !== undefined) return own;
  for (const [name, group] of Object.entries(setup.groups)) {
    if (!user.groups.includes(name)) continue;
    const inherited = read(group.hotdesk);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** All Hotdesk settings that hold for the user of an extension now. Without a user nothing is allowed. */
export function effectiveHotdesk(setup: Setup, extension: string): EffectiveHotdesk {
  const user = userOfExtension(setup, extension) ?? { groups: [], hotdesk: {} };
  return {
    enabled: effectiveSetting(setup, user, (hotdesk) => hotdesk.enabled) ?? false,
    loginTemplates: effectiveSetting(setup, user, (hotdesk) => hotdesk.loginTemplates) ?? [],
    loginModelLayouts: effectiveSetting(setup, user, (hotdesk) => hotdesk.loginModelLayouts) ?? [],
    logoutAction: effectiveSetting(setup, user, (hotdesk) => hotdesk.logoutAction),
    logoutTemplate: effectiveSetting(setup, user, (hotdesk) => hotdesk.logoutTemplate),
    logoutModelLayout: (model) =>
      effectiveSetting(setup, user, (hotdesk) => hotdesk.logoutModelLayouts?.[model]),
  };
}
