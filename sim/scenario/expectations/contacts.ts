import { z } from "zod";
import { extension, notEmpty } from "../file/texts.js";
import { type Check, listed } from "../judging/check.js";
import { defineField } from "../judging/field.js";

type Counts = Readonly<Record<string, number>>;

/** `contacts: { "9000": 3 }` */
export const contacts = defineField({
  schema: z
    .record(extension(), z.int().min(0))
    .check(notEmpty("name an extension"))
    .describe("how many contacts the backend holds, by extension"),
  needs: "contacts",
  ask: async (expected, probe) => {
    const found: Record<string, number> = {};
    for (const each of Object.keys(expected)) found[each] = (await probe.contacts(each)).length;
    return checkContacts(expected, found);
  },
});

/** Pure: what the backend answered against what is expected. */
export function checkContacts(expected: Counts, found: Counts): Check {
  return checkCounts("contacts", expected, found);
}

/** @param what is counted, in words */
export function checkCounts(what: string, expected: Counts, found: Counts): Check {
  const extensions = Object.keys(expected);
  const text = (counts: Counts): string =>
    `${what} ${listed(extensions.map((each) => `${each}: ${counts[each] ?? "unknown"}`))}`;
  return {
    met: extensions.every((each) => found[each] === expected[each]),
    expected: text(expected),
    seen: text(found),
  };
}
