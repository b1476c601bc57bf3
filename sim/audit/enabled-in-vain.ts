import { userOfExtension } from "../backend/hotdesk/effective-settings.js";
import type { Setup } from "../model/setup/setup.js";
import { people } from "./hotdesk-users.js";

/** Groups that have Hotdesk switched on, and that no user has it from (HD-64, PBX-115). */
export function enabledInVain(setup: Setup): string[] {
  const givers = new Set(people(setup).map((extension) => switchOf(setup, extension)));
  return Object.entries(setup.groups).flatMap(([name, { hotdesk }]) =>
    hotdesk.enabled === true && !givers.has(name) ? [name] : [],
  );
}

/** Users for whom nobody has set the switch, neither on nor off. */
export function withoutSwitch(setup: Setup): string[] {
  return people(setup).filter((extension) => switchOf(setup, extension) === undefined);
}

/** The group that an extension's user has the switch from; `true`: it is set for the user. */
function switchOf(setup: Setup, extension: string): string | true | undefined {
  const user = userOfExtension(setup, extension);
  if (!user) return undefined;
  if (user.hotdesk.enabled !== undefined) return true;
  const giver = Object.entries(setup.groups).find(
    ([name, { hotdesk }]) => user.groups.includes(name) && hotdesk.enabled !== undefined,
  );
  return giver?.[0];
}
