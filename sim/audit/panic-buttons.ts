import type { Setup } from "../model/setup/setup.js";
import { groupedBy } from "./grouped-by.js";

/** What panic buttons dial, and where they are; each number once, in the order of the locations. */
export interface PanicButtons {
  /** Empty: nothing was set. */
  readonly number: string;
  readonly locations: readonly [string, ...string[]];
}

export function panicButtons({ locations }: Setup): PanicButtons[] {
  const plugged = Object.entries(locations).flatMap(([name, { panicButton: number }]) =>
    number === undefined ? [] : [{ name, number }],
  );
  return [...groupedBy(plugged, ({ number }) => number)].flatMap(([number, sites]) => {
    const [first, ...others] = sites.map(({ name }) => name);
    return first === undefined ? [] : [{ number, locations: [first, ...others] as const }];
  });
}
