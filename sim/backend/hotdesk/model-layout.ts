import type { Profiles } from "../../model/profile/profile.js";
import type { LineKey, ModelLayout, Setup } from "../../model/setup/setup.js";

/** What a logged-out desk needs at least: a way to call and a way back in (HD-42, HD-43). */
export const minimalKeys: readonly LineKey[] = [{ type: "line" }, { type: "app-login" }];

/** Policy no-layout: line-only. */
export const lineOnlyKeys: readonly LineKey[] = [{ type: "line" }];

/** A layout as the user sees it in a list. */
export interface LayoutChoice {
  readonly name: string;
  readonly description: string;
}

export function layoutNamed(setup: Setup, name: string): ModelLayout | undefined {
  return Object.hasOwn(setup.modelLayouts, name) ? setup.modelLayouts[name] : undefined;
}

/** The keys of a layout; a clone without keys of its own shows those of its origin (HD-47). */
export function layoutKeys(setup: Setup, name: string): readonly LineKey[] {
  const seen = new Set<string>();
  let next: string | undefined = name;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    const layout: ModelLayout | undefined = layoutNamed(setup, next);
    if (layout?.keys) return layout.keys;
    next = layout?.cloneOf;
  }
  return [];
}

/** A layout that has more keys than its model (HD-48). */
export interface SurplusKeys {
  readonly layout: string;
  readonly model: string;
  readonly keys: number;
  readonly limit: number;
}

/** All layouts that do not fit their model; policy surplus-keys says whether such a setup may be saved. */
export function surplusKeys(setup: Setup, profiles: Profiles): SurplusKeys[] {
  return Object.entries(setup.modelLayouts).flatMap(([layout, { model }]) => {
    const limit = profiles.get(model)?.lineKeys;
    const keys = layoutKeys(setup, layout).length;
    return limit !== undefined && keys > limit ? [{ layout, model, keys, limit }] : [];
  });
}
