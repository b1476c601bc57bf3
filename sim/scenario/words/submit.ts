import { z } from "zod";
import { acceptedOrRefused } from "../accepted-or-refused.js";
import { setupChanges, text } from "../file/texts.js";
import { fieldsOf } from "../file/unchecked.js";
import { defineWord } from "../word.js";

/** What was taken counts for later expectations too: a new placeholder is one from now on. */
export const submit = defineWord({
  schema: z
    .strictObject({
      set: setupChanges(),
      refused: text().optional(),
      apply: z
        .literal("later")
        .optional()
        .describe("the PBX keeps what it has until the next Submit without it"),
    })
    .describe("an admin changes the setup; `refused`: it must be, with this in the reason"),
  secrets: { pin: "always", secret: "always", password: "always", pins: "always" },
  submits: (args) => {
    const { set, refused } = fieldsOf(args);
    return refused === undefined ? fieldsOf(set) : undefined;
  },
  run: async ({ set, refused, apply }, { backend, setup }) => {
    await acceptedOrRefused(backend.admin.submit(set, apply), refused);
    if (refused === undefined) setup.submit(set, apply);
  },
});
