import type { Check } from "../check.js";
import { listed } from "../listed.js";
import { typedPins } from "../typed-pins.js";

/** A leading minus in FreePBX: the user may not change it (PBX-127). */
export const pinUnchangeable: Check = {
  id: "pin-unchangeable",
  rules: ["PBX-127"],
  severity: "advice",
  finds: "A PIN starts with a minus, so its user cannot change it.",
  proof: "login/stored-minus-is-no-part-of-the-pin",
  find: (facts) => {
    const extensions = typedPins(facts).flatMap(({ extension, fixed }) => (fixed ? [extension] : []));
    const [first] = extensions;
    if (first === undefined) return [];
    return [
      {
        path: ["extensions", first, "voicemail", "pin"],
        message: `${listed(extensions)} cannot change the PIN at the phone, even when somebody has watched it being typed: it is stored with a minus`,
        hint: "Remove the minus if users are to choose their own PIN.",
        affects: { extensions },
      },
    ];
  },
};
