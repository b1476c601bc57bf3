import type { Check } from "../check.js";
import { listed } from "../listed.js";

/** Extensions come before all outbound routes (PBX-86). */
export const emergencyIsExtension: Check = {
  id: "emergency-is-extension",
  rules: ["EH-10"],
  foretells: ["PBX-86"],
  severity: "error",
  finds: "An extension has the number of an emergency service.",
  proof: "emergency/emergency-number-is-an-extension",
  find: ({ setup }) => {
    const numbers = setup.emergencyNumbers.filter((number) => Object.hasOwn(setup.extensions, number));
    const [first] = numbers;
    if (first === undefined) return [];
    return [
      {
        path: ["extensions", first],
        message: `a call to ${listed(numbers)} rings that extension, and no route is asked`,
        hint: "Give the extension another number.",
        affects: { numbers },
      },
    ];
  },
};
