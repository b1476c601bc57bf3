import { z } from "zod";
import { kebabObject } from "../../model/files/kebab-object.js";
import { extensionChanges } from "../../model/setup/extension-changes.js";
import { digits, extension, pin as pinText, text } from "../file/texts.js";
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
          pin: pinText().optional(),
          "max-contacts": z.int().min(0).optional(),
          name: text().optional(),
          by: z
            .enum(["page", "api"])
            .optional()
            .describe("`api`: as FreePBX's GraphQL does it, which loses what is not given (F-55)"),
        }).refine(({ pin, maxContacts, name }) =>
          [pin, maxContacts, name].some((each) => each !== undefined),
        ),
      ],
      { error: "expected { user, groups } or { extension, pin, max-contacts, name, by }" },
    )
    .describe("as an admin does: groups of a user; name, PIN or Max Contacts of an extension"),
  secrets: { pin: "always" },
  run: async (args, { backend, setup }) => {
    if ("user" in args) {
      await backend.admin.change({ user: args.user, patch: { groups: args.groups } });
      return;
    }
    const { extension: number, pin, maxContacts, name, by } = args;
    const patch = {
      ...(pin === undefined ? {} : { pin }),
      ...(maxContacts === undefined ? {} : { maxContacts }),
      ...(name === undefined ? {} : { name }),
      ...(by === undefined ? {} : { by }),
    };
    await backend.admin.change({ extension: number, patch });
    // What an update by the API takes along counts for what is expected later, as a Submit does.
    if (by === "api") setup.submit(extensionChanges(setup.current, number, patch));
  },
});
