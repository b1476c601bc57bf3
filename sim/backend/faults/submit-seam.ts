import type { SubmitSetup } from "../../model/control/control-api.js";
import type { Setup } from "../../model/setup/setup.js";
import type { FaultSet } from "./fault-set.js";

/** The seam of Submit, broken where a fault is on. */
export function submitSeam(faults: FaultSet) {
  return {
    /** What is taken one after the other: the whole, or section by section. */
    parts: (changes: SubmitSetup): readonly SubmitSetup[] =>
      faults.has("half-submit-kept")
        ? Object.entries(changes).map(([section, content]) => ({ [section]: content }))
        : [changes],
    /** When the PBX has it. */
    apply: (apply: "later" | undefined): "later" | undefined =>
      faults.has("submit-applied-at-once") ? undefined : apply,
    /** What is stored. */
    stored: (before: Setup, after: Setup): Setup => {
      if (faults.has("submit-ignored")) return before;
      if (faults.has("layout-submit-ignored")) return { ...after, modelLayouts: before.modelLayouts };
      return faults.has("template-submit-ignored") ? { ...after, templates: before.templates } : after;
    },
    /** Why it is not stored. */
    refusals: (reasons: readonly string[]): readonly string[] =>
      faults.has("unknown-max-contacts-taken") ? reasons.filter((each) => !each.endsWith("(F-56)")) : reasons,
    /** What an update of an extension by the API takes along. */
    lostByApi: () => (faults.has("api-update-loses-nothing") ? () => ({}) : undefined),
  };
}
