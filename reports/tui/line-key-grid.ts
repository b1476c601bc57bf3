import type { LineKeyView } from "../../sim/transcript/handset-state.js";
import type { HandsetView } from "../../sim/transcript/handset-view.js";

/** The line keys of one page as the panel draws them: two columns, counted down the left one first. */

export interface KeySlot {
  readonly number: number;
  readonly key: LineKeyView | undefined;
}

interface KeyPage {
  readonly page: number;
  readonly pages: number;
  readonly keys: readonly KeySlot[];
  /** Keys in the left column; the right one has as many or one less. */
  readonly half: number;
}

type Keys = Pick<HandsetView, "keysPerPage" | "lineKeys" | "keys">;

/** The page that holds a key, in the real numbers of the case. */
export function pageOfKeys({ keysPerPage, lineKeys, keys }: Keys, focusedKey: number): KeyPage {
  const perPage = Math.max(1, keysPerPage);
  const page = Math.floor((focusedKey - 1) / perPage);
  const first = page * perPage + 1;
  const last = Math.min(lineKeys, first + perPage - 1);
  const slots = Array.from({ length: Math.max(0, last - first + 1) }, (_each, index) => ({
    number: first + index,
    key: keys.find(({ key }) => key === first + index),
  }));
  return {
    page: page + 1,
    pages: Math.max(1, Math.ceil(lineKeys / perPage)),
    keys: slots,
    half: Math.ceil(slots.length / 2),
  };
}

/** The key beside, above or below. Beside the right column lies the next page. */
export function keyBeside(view: Keys, focused: number, to: "up" | "down" | "left" | "right"): number {
  const inside = (key: number): number => Math.max(1, Math.min(view.lineKeys, key));
  if (to === "up") return inside(focused - 1);
  if (to === "down") return inside(focused + 1);
  const { keys, half } = pageOfKeys(view, focused);
  const first = keys[0]?.number ?? 1;
  const row = (focused - first) % Math.max(1, half);
  const column = focused - first < half ? 0 : 1;
  const last = keys.at(-1)?.number ?? focused;
  if (to === "right") {
    if (column === 0 && focused + half <= last) return focused + half;
    return last < view.lineKeys ? inside(last + 1 + row) : focused;
  }
  if (column === 1) return focused - half;
  if (first === 1) return focused;
  const before = pageOfKeys(view, first - 1);
  const start = before.keys[0]?.number ?? 1;
  return Math.min(first - 1, start + before.half + row);
}
