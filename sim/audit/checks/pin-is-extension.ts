import { pinMatches } from "../../backend/hotdesk/voicemail-pin.js";
import type { Check } from "../check.js";
import { listed } from "../listed.js";
import { typedPins } from "../typed-pins.js";

/** Common in FreePBX, and the first thing that a stranger tries (PBX-129). */
export const pinIsExtension: Check = {
  id: "pin-is-extension",
  rules: ["PBX-129"],
  severity: "warning",
  finds: "A PIN is the number of the extension.",
  proof: "login/pin-that-is-easily-guessed",
  find: (facts) => {
    const extensions = typedPins(facts).flatMap(({ extension, pin }) =>
      pinMatches(facts.setup, pin, extension) ? [extension] : [],
    );
    const [first] = extensions;
    if (first === undefined) return [];
    return [
      {
        path: ["extensions", first, "voicemail", "pin"],
        message: `anyone can log in as ${listed(extensions)}: the PIN is the number of the extension`,
        hint: "Set another voicemail password.",
        affects: { extensions },
      },
    ];
  },
};
