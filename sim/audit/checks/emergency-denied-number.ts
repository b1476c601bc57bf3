import { denyingPattern } from "../../dialplan/denied-number.js";
import type { Check } from "../check.js";
import { groupedBy } from "../grouped-by.js";
import { listed } from "../listed.js";
import { mendExtensions } from "../mend-extensions.js";

/** What an extension's own context denies, no route gets to see (EH-10, PBX-92). */
export const emergencyDeniedNumber: Check = {
  id: "emergency-denied-number",
  rules: ["EH-10"],
  foretells: ["PBX-92", "F-60"],
  severity: "error",
  finds: "The context of an extension denies it an emergency number.",
  proof: "emergency/deny-all-shadows-emergency",
  find: ({ setup }) => {
    const denied = Object.keys(setup.extensions).flatMap((extension) => {
      const numbers = setup.emergencyNumbers.filter(
        (number) => denyingPattern(setup, extension, number) !== undefined,
      );
      return numbers.length > 0 ? [{ extension, numbers }] : [];
    });
    return [...groupedBy(denied, ({ numbers }) => numbers.join(" ")).values()].flatMap((hit) => {
      const [first] = hit;
      if (first === undefined) return [];
      const extensions = hit.map(({ extension }) => extension);
      return [
        {
          path: ["extensions", first.extension, "denied-numbers"],
          message: `a call to ${listed(first.numbers)} from ${listed(extensions)} is refused (403) before any route is asked`,
          hint: "Deny numbers by route or by placeholder-calls, which leave emergency calls alone.",
          mend: mendExtensions(extensions, { "denied-numbers": [] }),
          affects: { extensions, numbers: first.numbers },
        },
      ];
    });
  },
};
