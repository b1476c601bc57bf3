import type { UserView } from "../../model/control/control-api.js";
import { comesWithUser } from "../../model/setup/comes-with-user.js";
import type { Setup } from "../../model/setup/setup.js";
import { effectiveHotdesk, userOfExtension } from "../hotdesk/effective-settings.js";
import { type Device, inUse } from "../hotdesk/mapping.js";

/** Names of all users: those written down, and those that came with an extension (PBX-120). */
export function userNames(setup: Setup): string[] {
  const withExtension = Object.keys(setup.extensions).filter((number) =>
    comesWithUser(setup.extensions[number]),
  );
  return [...new Set([...Object.keys(setup.users), ...withExtension])];
}

/** @param name of `userNames` */
export function userView(setup: Setup, name: string, devices: readonly Device[]): UserView {
  const written = setup.users[name];
  const extension = written?.defaultExtension ?? name;
  const user = written ?? userOfExtension(setup, name);
  const { enabled, loginTemplates, loginModelLayouts, logoutAction, logoutTemplate } = effectiveHotdesk(
    setup,
    extension,
  );
  const phones = devices.filter((device) => inUse(device)?.extension === extension).map(({ mac }) => mac);
  return {
    name,
    defaultExtension: Object.hasOwn(setup.extensions, extension) ? extension : undefined,
    groups: user?.groups ?? [],
    hotdesk: { enabled, loginTemplates, loginModelLayouts, logoutAction, logoutTemplate },
    phones,
  };
}
