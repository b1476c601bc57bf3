import { z } from "zod";
import type { LineKeyView } from "../../transcript/handset-state.js";
import { text } from "../file/texts.js";
import { defineField } from "../judging/field.js";
import { checkLineKeys } from "../judging/line-keys.js";
import { named } from "../names/named.js";

/**
 * `key-values: [none, "1500"]`: what the keys are for. `none` is a key without a value, and one for Login or Logout,
 * whose address is the backend's own business.
 */
export const keyValues = defineField({
  schema: z
    .array(named("key-value", text()))
    .describe("values of all line keys, in order; none: it has no value, or is Login or Logout"),
  ofPhone: (expected, { view }) => checkLineKeys("values of line keys", expected, view.keys, shownValue),
});

function shownValue({ type, value }: LineKeyView): string {
  const isOwnApp = type === "app-login" || type === "app-logout";
  return value === "" || isOwnApp ? "none" : value;
}
