import { z } from "zod";
import { noneOr, text } from "../file/texts.js";
import { listed, sameList } from "../judging/check.js";
import { defineField } from "../judging/field.js";
import { named } from "../names/named.js";

/** `held: [first]`, by the names of the calls, or `none`. */
export const held = defineField({
  schema: noneOr(z.array(named("call-on-phone", text())).min(1)).describe(
    "calls whose other side this phone keeps on hold",
  ),
  ofPhone: (expected, { view }) => {
    const wanted = expected === "none" ? [] : [...expected].sort();
    const seen = view.calls.filter(({ held: isHeld }) => isHeld).map(({ call }) => call);
    return {
      met: sameList(seen.sort(), wanted),
      expected: `calls on hold: ${listed(wanted)}`,
      seen: `calls on hold: ${listed(seen)}`,
    };
  },
});
