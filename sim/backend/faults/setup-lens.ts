import type { FaultName } from "../../model/rules/faults.js";
import type { HotdeskSettings, Setup } from "../../model/setup/setup.js";
import { type Bend, mapValues, withExtensions } from "./bend.js";
import { callingBends } from "./calling-bends.js";
import type { FaultSet } from "./fault-set.js";
import { rememberingBends, userBends } from "./user-bends.js";

/**
 * Faults that are a wrong reading of the setup: the rules are sound and see something else than the admin wrote.
 */
const bends: Readonly<Partial<Record<FaultName, Bend>>> = {
  "group-settings-ignored": (setup) => ({
    ...setup,
    groups: mapValues(setup.groups, () => ({ hotdesk: {} })),
  }),
  "user-settings-ignored": (setup) => ({
    ...setup,
    users: mapValues(setup.users, (user) => ({ ...user, hotdesk: {} })),
  }),
  "logout-action-of-default-group": (setup) => {
    const logoutAction = setup.groups["All Users"]?.hotdesk.logoutAction;
    return withHotdesk(setup, (hotdesk) => ({ ...hotdesk, logoutAction }));
  },
  "logout-template-ignored": (setup) =>
    withHotdesk(setup, (hotdesk) => ({ ...hotdesk, logoutTemplate: undefined })),
  "first-placeholder-taken": (setup) =>
    withHotdesk(setup, (hotdesk) => {
      const to = hotdesk.logoutAction;
      return { ...hotdesk, logoutAction: to === undefined || to === "full" ? to : firstPlaceholder(setup) };
    }),
  "logout-layout-of-other-model": (setup) =>
    withHotdesk(setup, (hotdesk) => ({
      ...hotdesk,
      logoutModelLayouts: rotated(hotdesk.logoutModelLayouts),
    })),
  "missing-logout-layout-borrowed": (setup) => {
    const models = [...new Set(Object.values(setup.modelLayouts).map(({ model }) => model))];
    return withHotdesk(setup, (hotdesk) => ({
      ...hotdesk,
      logoutModelLayouts: filledUp(hotdesk.logoutModelLayouts, models),
    }));
  },
  "single-layout-asked": (setup) => ({ ...setup, policies: { ...setup.policies, singleLayout: "ask" } }),
  "deleted-mapping-told": (setup) => ({
    ...setup,
    policies: { ...setup.policies, mappingDeletedInUse: "logout-now" },
  }),
  "default-not-inherited": (setup) => ({ ...setup, templates: { ...setup.templates, Default: {} } }),
  "server-address-missing": (setup) => ({
    ...setup,
    templates: mapValues(setup.templates, (template) => ({ ...template, serverAddress: undefined })),
  }),
  "clone-empty": (setup) => ({
    ...setup,
    modelLayouts: mapValues(setup.modelLayouts, (layout) =>
      layout.cloneOf === undefined ? layout : { ...layout, keys: [] },
    ),
  }),
  "user-not-created": (setup) => withExtensions(setup, (extension) => ({ ...extension, createUser: false })),
  "given-groups-ignored": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, groups: undefined })),
  "max-contacts-ignored": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, maxContacts: 100 })),
  "placeholder-takes-one-phone": (setup) =>
    withExtensions(setup, (extension) =>
      extension.role === "placeholder" ? { ...extension, maxContacts: 1, removeExisting: true } : extension,
    ),
  "concurrency-limit-ignored": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, outboundConcurrencyLimit: 0 })),
  "closed-routes-open": (setup) => ({
    ...setup,
    routes: setup.routes.map((route) => ({ ...route, deniedTo: [] })),
  }),
  "restriction-ignored": (setup) => ({ ...setup, placeholderCalls: "full" }),
  "internal-calls-refused": (setup) => ({
    ...setup,
    placeholderCalls: setup.placeholderCalls === "full" ? "outbound" : "emergency",
  }),
  "wrong-emergency-caller-id": (setup) => {
    const callerIds = rotated(mapValues(setup.locations, ({ callerId }) => callerId)) ?? {};
    return {
      ...setup,
      locations: Object.fromEntries(
        Object.entries(setup.locations).map(([name, location]) => [
          name,
          { ...location, callerId: callerIds[name] ?? location.callerId },
        ]),
      ),
    };
  },
};

/** Whether that fault is a wrong reading of the setup. */
export function isOfSetup(fault: FaultName): boolean {
  return fault in allBends();
}

function allBends(): typeof bends {
  return { ...bends, ...callingBends, ...userBends, ...rememberingBends() };
}

/** The setup as the rules see it while faults are on. `version` tells one bending from another. */
export function faultLens(faults: FaultSet) {
  const all = allBends();
  return {
    get version(): number {
      return faults.version;
    },
    bend: (setup: Setup): Setup => faults.bend(setup, (seen, name) => all[name]?.(seen)),
  };
}

function firstPlaceholder(setup: Setup): string | undefined {
  return Object.entries(setup.extensions).find(([, { role }]) => role === "placeholder")?.[0];
}

function withHotdesk(setup: Setup, change: (hotdesk: HotdeskSettings) => HotdeskSettings): Setup {
  return {
    ...setup,
    groups: mapValues(setup.groups, (group) => ({ ...group, hotdesk: change(group.hotdesk) })),
    users: mapValues(setup.users, (user) => ({ ...user, hotdesk: change(user.hotdesk) })),
  };
}

/** Each key gets the value of the next one. */
function rotated(record: Readonly<Record<string, string>> | undefined): Record<string, string> | undefined {
  if (record === undefined) return undefined;
  const values = Object.values(record);
  return Object.fromEntries(
    Object.keys(record).map((key, index) => [key, values[(index + 1) % values.length] ?? ""]),
  );
}

/** Keys without a value get the first value that there is. */
function filledUp(
  record: Readonly<Record<string, string>> | undefined,
  keys: readonly string[],
): Record<string, string> | undefined {
  const [first] = Object.values(record ?? {});
  if (first === undefined) return record;
  return { ...Object.fromEntries(keys.map((key) => [key, first])), ...record };
}
