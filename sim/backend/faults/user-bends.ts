import type { FaultName } from "../../model/rules/faults.js";
import type { ExtensionSettings, HotdeskSettings, Setup, UserSettings } from "../../model/setup/setup.js";
import { type Bend, mapValues, withExtensions, withPolicies } from "./bend.js";

/** Wrong readings of users, groups and mailboxes. */
export const userBends: Readonly<Partial<Record<FaultName, Bend>>> = {
  "lists-merged": (setup) =>
    withUsers(setup, (user) => ({
      ...user.hotdesk,
      loginTemplates: [
        ...new Set(groupsOf(setup, user).flatMap(({ loginTemplates }) => loginTemplates ?? [])),
      ],
    })),
  "group-taken-whole": (setup) => {
    const first = mapValues(setup.users, (user) => {
      return groupsOf(setup, user).find((hotdesk) =>
        Object.values(hotdesk).some((each) => each !== undefined),
      );
    });
    return {
      ...setup,
      groups: Object.fromEntries([
        ...Object.entries(first).map(([name, hotdesk = {}]) => [whole(name), { hotdesk }]),
        ...Object.entries(setup.groups),
      ]),
      users: Object.fromEntries(
        Object.entries(setup.users).map(([name, user]) => [name, { ...user, groups: [whole(name)] }]),
      ),
    };
  },
  "users-always-there": (setup) => withExtensions(setup, (extension) => ({ ...extension, createUser: true })),
  "stored-minus-compared": (setup) => withPolicies(setup, { storedPinMinus: "literal" }),
  "pins-compared-as-numbers": (setup) => withPolicies(setup, { pinCompare: "number" }),
  "nobody-locked-out": (setup) =>
    withPolicies(setup, { pinLockout: { ...setup.policies.pinLockout, by: "off" } }),
  "logout-drops-calls": (setup) => withPolicies(setup, { logoutInCall: "drop" }),
  "last-submit-wins": (setup) => withPolicies(setup, { concurrentSubmit: "last-wins" }),
  "removed-user-stays": (setup) => withPolicies(setup, { userRemoved: "keep" }),
  "logout-settings-of-login": (setup) => withPolicies(setup, { logoutSettingsAt: "login" }),
  "history-kept": (setup) => withPolicies(setup, { erasePersonalData: "no" }),
};

/** Wrong readings that remember what an extension was first seen with. One lens has them for itself. */
export function rememberingBends(): Readonly<Partial<Record<FaultName, Bend>>> {
  return {
    "secret-never-changes": remembering((first, now) => ({ ...now, secret: first.secret })),
    "mailbox-never-changes": remembering((first, now) => ({ ...now, voicemail: first.voicemail })),
    "changed-user-removed": remembering((first, now) => ({
      ...now,
      createUser: now.createUser && JSON.stringify(first) === JSON.stringify(now),
    })),
  };
}

function remembering(change: (first: ExtensionSettings, now: ExtensionSettings) => ExtensionSettings): Bend {
  const seen = new Map<string, ExtensionSettings>();
  return (setup) => ({
    ...setup,
    extensions: Object.fromEntries(
      Object.entries(setup.extensions).map(([number, now]) => {
        const first = seen.get(number) ?? now;
        seen.set(number, first);
        return [number, change(first, now)];
      }),
    ),
  });
}

/** In the admin's order. */
function groupsOf({ groups }: Setup, { groups: names }: UserSettings): HotdeskSettings[] {
  return Object.entries(groups).flatMap(([name, { hotdesk }]) => (names.includes(name) ? [hotdesk] : []));
}

function withUsers(setup: Setup, change: (user: UserSettings) => HotdeskSettings): Setup {
  return { ...setup, users: mapValues(setup.users, (user) => ({ ...user, hotdesk: change(user) })) };
}

function whole(user: string): string {
  return `the first group of ${user}`;
}
