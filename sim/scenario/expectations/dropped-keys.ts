import { z } from "zod";
import { text } from "../file/texts.js";
import { listed, sameList } from "../judging/check.js";
import { defineField } from "../judging/field.js";

/** `dropped-keys: 4` or `dropped-keys: [Logout]`: what the last configuration had beyond the phone's limits. */
export const droppedKeys = defineField({
  schema: z
    .union([z.int().min(0), z.array(text())], { error: "expected a count, or a list of labels" })
    .describe(
      "what the phone had to leave out of its last configuration: how many, or each key by its label and each account as `account 2`",
    ),
  ofPhone: (expected, { dropped }) => ({
    // A phone that never had a configuration left nothing out of it.
    met:
      dropped !== undefined &&
      (typeof expected === "number"
        ? dropped.length === expected
        : sameList(dropped.map(droppedName), expected)),
    expected: `dropped ${typeof expected === "number" ? `${expected} keys` : listed(expected)}`,
    seen: dropped === undefined ? "no configuration yet" : `dropped ${dropped.length}: ${listed(dropped)}`,
  }),
});

/** `line key 21 (Desk 21): the CIP230 has 20` → `Desk 21`; an account has no label. */
function droppedName(words: string): string {
  return /^line key \d+ \((.*)\): /.exec(words)?.[1] ?? /^account \d+/.exec(words)?.[0] ?? words;
}
