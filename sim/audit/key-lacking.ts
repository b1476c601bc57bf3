import { layoutKeys } from "../backend/hotdesk/model-layout.js";
import type { LineKey, Setup } from "../model/setup/setup.js";
import type { Found } from "./check.js";
import { bySharedKeys, clonesToo } from "./layouts-in-use.js";

/** A key that every layout of a kind must have. */
interface NeededKey {
  readonly key: LineKey;
  readonly kind: "logout layout" | "login layout";
  readonly name: string;
  /** What comes of a layout without it. */
  readonly cost: string;
}

/** Lists of keys without a key of that type. @param layouts those of the kind */
export function keyLacking(
  setup: Setup,
  layouts: readonly string[],
  { key, kind, name, cost }: NeededKey,
): Found[] {
  const lacking = layouts.filter((layout) =>
    layoutKeys(setup, layout).every(({ type }) => type !== key.type),
  );
  return bySharedKeys(setup, lacking).map((shared) => ({
    path: ["model-layouts", shared.at],
    message: `this ${kind} has no ${name} key${clonesToo(shared)}: ${cost}`,
    hint: `Add a key of type ${key.type} near the front, where no model cuts it off.`,
    mend: { "model-layouts": { [shared.at]: { keys: withKey(layoutKeys(setup, shared.at), key) } } },
    affects: { layouts: shared.layouts },
  }));
}

/** The first place is that of the Line key. */
function withKey(keys: readonly LineKey[], key: LineKey): LineKey[] {
  const [first, ...rest] = keys;
  return first?.type === "line" ? [first, key, ...rest] : [key, ...keys];
}
