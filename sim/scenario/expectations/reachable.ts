import { z } from "zod";
import { extension, notEmpty } from "../file/texts.js";
import { defineField } from "../judging/field.js";
import { checkCounts } from "./contacts.js";

/** `reachable: { "9000": 2 }` */
export const reachable = defineField({
  schema: z
    .record(extension(), z.int().min(0))
    .check(notEmpty("name an extension"))
    .describe("how many contacts a call would ring, by extension: all that are not known to be gone"),
  needs: "contacts",
  ask: async (expected, probe) => {
    const found: Record<string, number> = {};
    for (const each of Object.keys(expected))
      found[each] = (await probe.contacts(each)).filter((contact) => contact.reachable !== false).length;
    return checkCounts("reachable contacts", expected, found);
  },
});
