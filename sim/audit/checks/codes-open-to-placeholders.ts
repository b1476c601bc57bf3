import type { Check } from "../check.js";
import { listed, named } from "../listed.js";

/** A feature code acts on the extension, and all logged-out phones share one (PBX-146, PBX-149, EH-17). */
export const codesOpenToPlaceholders: Check = {
  id: "codes-open-to-placeholders",
  rules: ["EH-17"],
  foretells: ["F-31", "PBX-149"],
  severity: "warning",
  finds: "Feature codes that forward or mute an extension can be dialled on logged-out phones.",
  proof: "placeholder/visitor-sets-forward-dnd",
  find: ({ setup, placeholders }) =>
    setup.featureCodes.length === 0 || placeholders.length === 0
      ? []
      : [
          {
            path: ["feature-codes"],
            message: `${listed(setup.featureCodes)} on one logged-out phone acts on ${named("placeholder", placeholders)}: no other phone on it rings any more, not even for a call-back`,
            hint: "Switch the codes off, or deny them to placeholders (denied-numbers).",
            mend: { "feature-codes": [] },
            affects: { extensions: placeholders },
          },
        ],
};
