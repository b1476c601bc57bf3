import { layoutNamed } from "../backend/hotdesk/model-layout.js";
import type { Setup } from "../model/setup/setup.js";
import { groupedBy } from "./grouped-by.js";
import type { HotdeskUser } from "./hotdesk-users.js";

/** Layouts that somebody logs out with. */
export function logoutLayouts(setup: Setup): string[] {
  const tabs = [...Object.values(setup.groups), ...Object.values(setup.users)];
  const names = tabs.flatMap(({ hotdesk }) => Object.values(hotdesk.logoutModelLayouts ?? {}));
  return existing(setup, names);
}

/** Layouts that somebody may pick at a login. */
export function loginLayouts(setup: Setup, users: readonly HotdeskUser[]): string[] {
  return existing(
    setup,
    users.flatMap(({ settings }) => settings.loginModelLayouts),
  );
}

function existing(setup: Setup, names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => Object.hasOwn(setup.modelLayouts, name));
}

/** Layouts that show the same list of keys. */
export interface SharedKeys {
  /** Where the list is mended: the layout that it was made for, or the first clone where that one is not concerned. */
  readonly at: string;
  readonly layouts: readonly string[];
}

/** A fault of a list of keys is one fault, however many clones show it (HD-47). */
export function bySharedKeys(setup: Setup, layouts: readonly string[]): SharedKeys[] {
  const shared = groupedBy(layouts, (layout) => originOf(setup, layout));
  return [...shared].map(([origin, sharing]) => ({
    at: sharing.includes(origin) ? origin : (sharing[0] ?? origin),
    layouts: sharing,
  }));
}

/** The layout whose keys a clone shows; the layout itself where it has keys of its own. */
function originOf(setup: Setup, layout: string): string {
  const seen = new Set<string>();
  let name = layout;
  for (;;) {
    seen.add(name);
    const found = layoutNamed(setup, name);
    if (!found || found.keys || found.cloneOf === undefined || seen.has(found.cloneOf)) return name;
    name = found.cloneOf;
  }
}

/** `, nor has its clone logout-250`: the clones that lack what their origin lacks. */
export function clonesToo({ at, layouts }: SharedKeys): string {
  const clones = layouts.filter((layout) => layout !== at);
  return clones.length === 0
    ? ""
    : `, nor ${clones.length === 1 ? "has its clone" : "have its clones"} ${clones.join(", ")}`;
}
