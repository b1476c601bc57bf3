import { isEmergencyDevice } from "./is-emergency-device.js";
import { kindOfName } from "./kind-of-name.js";
import type { Setup } from "./setup.js";

/** A name in a setup that points at nothing. */
export interface BrokenReference {
  /** Keys from the root of the file, as written there. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** What is written there. */
  readonly name: string;
  /** What could have been meant; none where the message says what the name is. */
  readonly known: readonly string[];
}

/** All names in a setup that do not exist, in the order of the file's sections. */
export function brokenReferences(setup: Setup, models: readonly string[]): BrokenReference[] {
  const broken: BrokenReference[] = [];
  const check = (
    path: readonly (string | number)[],
    kind: string,
    name: string | undefined,
    known: readonly string[],
  ): void => {
    if (name === undefined || known.includes(name)) return;
    const found = kindOfName(name, setup, models);
    broken.push(
      found === undefined
        ? { path, message: `there is no ${kind} "${name}"`, name, known }
        : { path, message: `there is no ${kind} "${name}": that is ${found}`, name, known: [] },
    );
  };
  const templates = Object.keys(setup.templates);
  const layouts = Object.keys(setup.modelLayouts);
  const extensions = Object.keys(setup.extensions);
  // Nobody can call an emergency device (PBX-99), so nothing can lead there.
  const called = extensions.filter((each) => !isEmergencyDevice(setup.extensions[each]));
  const placeholders = extensions.filter((each) => setup.extensions[each]?.role === "placeholder");
  const locations = Object.keys(setup.locations);
  const groups = Object.keys(setup.groups);
  const trunks = Object.keys(setup.trunks);

  for (const [name, layout] of Object.entries(setup.modelLayouts)) {
    check(["model-layouts", name, "model"], "profile for the model", layout.model, models);
    check(["model-layouts", name, "clone-of"], "model layout", layout.cloneOf, layouts);
  }
  for (const [name, { placeholder, desks = {} }] of Object.entries(setup.locations)) {
    check(["locations", name, "placeholder"], "placeholder", placeholder, placeholders);
    for (const model of Object.keys(desks)) {
      check(["locations", name, "desks", model], "profile for the model", model, models);
    }
  }
  for (const [index, { desk }] of setup.acceptNoEmergency.entries()) {
    check(["accept-no-emergency", index, "desk"], "location", desk, locations);
  }
  for (const [number, { groups: own = [] }] of Object.entries(setup.extensions)) {
    for (const [index, group] of own.entries()) {
      check(["extensions", number, "groups", index], "group", group, groups);
    }
  }
  const full = setup.policies.placeholderFull;
  check(
    ["policies", "placeholder-full"],
    "placeholder",
    full.kind === "overflow" ? full.extension : undefined,
    placeholders,
  );
  const holders = [
    ...Object.entries(setup.groups).map(([name, group]) => ["groups", name, group.hotdesk] as const),
    ...Object.entries(setup.users).map(([name, user]) => ["users", name, user.hotdesk] as const),
  ];
  for (const [section, name, hotdesk] of holders) {
    const at = [section, name, "hotdesk"];
    for (const [index, template] of (hotdesk.loginTemplates ?? []).entries()) {
      check([...at, "login-templates", index], "template", template, templates);
    }
    for (const [index, layout] of (hotdesk.loginModelLayouts ?? []).entries()) {
      check([...at, "login-model-layouts", index], "model layout", layout, layouts);
    }
    check([...at, "logout-template"], "template", hotdesk.logoutTemplate, templates);
    if (hotdesk.logoutAction !== "full") {
      check([...at, "logout-action"], "placeholder", hotdesk.logoutAction, placeholders);
    }
    for (const [model, layout] of Object.entries(hotdesk.logoutModelLayouts ?? {})) {
      check([...at, "logout-model-layouts", model], "profile for the model", model, models);
      check([...at, "logout-model-layouts", model], "model layout", layout, layouts);
    }
  }
  for (const [name, user] of Object.entries(setup.users)) {
    check(["users", name, "default-extension"], "extension", user.defaultExtension, called);
    for (const [index, group] of user.groups.entries()) {
      check(["users", name, "groups", index], "group", group, groups);
    }
  }
  for (const [index, { extension }] of setup.inboundRoutes.entries()) {
    check(["inbound-routes", index, "extension"], "extension", extension, called);
  }
  for (const [index, route] of setup.routes.entries()) {
    check(["routes", index, "trunk"], "trunk", route.trunk, trunks);
    for (const [position, trunk] of (route.trunks ?? []).entries()) {
      check(["routes", index, "trunks", position], "trunk", trunk, trunks);
    }
    check(["routes", index, "pin-set"], "PIN set", route.pinSet, Object.keys(setup.pinSets));
    check(["routes", index, "time-group"], "time group", route.timeGroup, Object.keys(setup.timeGroups));
    if (typeof route.failureDestination === "object") {
      const { extension } = route.failureDestination;
      check(["routes", index, "failure-destination", "extension"], "extension", extension, called);
    }
    for (const [position, extension] of route.deniedTo.entries()) {
      check(["routes", index, "denied-to", position], "extension", extension, extensions);
    }
  }
  return broken;
}
