import type { Check } from "../check.js";
import { listed } from "../listed.js";
import { typedPins } from "../typed-pins.js";

/** FreePBX asks for none by default (PBX-129). */
const fewestDigits = 4;

/** The lock-out of the login is short, so a short PIN is guessed in an afternoon (HD-16). */
export const pinTooShort: Check = {
  id: "pin-too-short",
  rules: ["HD-16"],
  severity: "warning",
  finds: "A PIN has fewer than four digits.",
  proof: "login/pin-that-is-easily-guessed",
  find: (facts) => {
    const extensions = typedPins(facts).flatMap(({ extension, pin }) =>
      pin.length < fewestDigits ? [extension] : [],
    );
    const [first] = extensions;
    if (first === undefined) return [];
    return [
      {
        path: ["extensions", first, "voicemail", "pin"],
        message: `anyone with a little time can log in as ${listed(extensions)}: the PIN has fewer than ${fewestDigits} digits`,
        hint: "Set longer voicemail passwords, and a minimum length in the voicemail settings of FreePBX.",
        affects: { extensions },
      },
    ];
  },
};
