import { layoutKeys } from "../../backend/hotdesk/model-layout.js";
import type { Setup } from "../../model/setup/setup.js";
import type { Check } from "../check.js";
import { dialledBy } from "../dialling-keys.js";
import { groupedBy } from "../grouped-by.js";
import { listed } from "../listed.js";
import { leadsSomewhere } from "../number-reach.js";

/** A speed dial or a BLF that leads nowhere is found by the first person who needs it (HD-45). */
export const keyToNobody: Check = {
  id: "key-to-nobody",
  rules: ["HD-45"],
  severity: "warning",
  finds: "A speed dial or BLF key holds a number that is no extension and that no route takes.",
  proof: "layouts/key-to-nobody",
  find: ({ setup }) => {
    const lost = Object.entries(setup.modelLayouts).flatMap(([layout, { keys = [] }]) =>
      keys.flatMap((key, index) => {
        const number = key.type === "speed-dial" || key.type === "blf" ? dialledBy(key) : undefined;
        return number === undefined || leadsSomewhere(setup, number) ? [] : [{ layout, index, number, key }];
      }),
    );
    const ofNumber = [...groupedBy(lost, ({ number }) => number).values()];
    // A list that was written for numbers of another site is one slip, as is one number in several lists.
    const bySlip = groupedBy(ofNumber, (keys) => [...new Set(keys.map(({ layout }) => layout))].join("\n"));
    return [...bySlip.values()].flatMap((slip) => {
      const keys = slip.flatMap((each) => each.slice(0, 1));
      const [first] = keys;
      if (!first) return [];
      const numbers = keys.map(({ number }) => number);
      const own = slip.flatMap((each) => each.map(({ layout }) => layout));
      return [
        {
          path: ["model-layouts", first.layout, "keys", first.index],
          message: `${listed(keys.map(({ key, number }) => `${key.label ?? key.type} (${number})`))} ${keys.length === 1 ? "calls" : "call"} nobody: no extension has the number and no route takes it`,
          hint: "Correct the number, or remove the key.",
          affects: { layouts: showing(setup, own), numbers },
        },
      ];
    });
  },
};

/** The layouts that have these keys, and the clones that show them. */
function showing(setup: Setup, own: readonly string[]): string[] {
  const keys = own.map((layout) => layoutKeys(setup, layout));
  return Object.keys(setup.modelLayouts).filter((layout) => keys.includes(layoutKeys(setup, layout)));
}
