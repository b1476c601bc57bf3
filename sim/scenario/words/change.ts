import { z } from "zod";
import { kebabObject } from "../../model/files/kebab-object.js";
import { digits, extension, pin, text } from "../file/texts.js";
import { named } from "../names/named.js";
import { defineWord } from "../word.js";

export const change = defineWord({
  schema: z
    .union(
      [
        z.strictObject({
          user: named("user", digits()),
          groups: z.array(named("group", text())).min(1),
        }),
        kebabObject({
          extension: extension(),
          pin: pin().optional(),
          "max-contacts": z.int().min(0).optional(),
        }).refine((changed) => changed.pin !== undefined || changed.maxContacts !== undefined),
      ],
      { error: "expected { user, groups } or { extension, pin, max-contacts }" },
    )
    .describe("as an admin does: groups of a user, PIN or Max Contacts of an extension"),
  secrets: { pin: "always" },
  run: async (args, { backend }) => {
    if ("user" in args) {
      await backend.admin.change({ user: args.user, patch: { groups: args.groups } });
      return;
    }
    const { extension: number, pin: changed, maxContacts } = args;
    await backend.admin.change({
      extension: number,
      patch: {
        ...(changed === undefined ? {} : { pin: changed }),
        ...(maxContacts === undefined ? {} : { maxContacts }),
      },
    });
  },
});
