import { z } from "zod";
import { settingNames } from "../../model/profile/setting-names.js";
import { notEmpty } from "../file/texts.js";
import { listed } from "../judging/check.js";
import { defineField } from "../judging/field.js";

const value = z
  .union([z.string(), z.number(), z.null()], {
    error: "expected text, a number, or null for not set",
  })
  .transform((given) => (given === null ? null : String(given)));

/** `setting: { time-zone: "-6", ring-tone: null }`; settings that are not named may be anything. */
export const setting = defineField({
  schema: z
    .partialRecord(z.enum(settingNames), value)
    .check(notEmpty("name a setting"))
    .describe("settings of the configuration by name, e.g. time-zone; null: it is not set"),
  ofPhone: (expected, { view: { settings } }) => {
    const names = settingNames.filter((name) => expected[name] !== undefined);
    const textOf = (values: Readonly<Record<string, string | null | undefined>>): string =>
      `settings ${listed(names.map((name) => `${name} ${values[name] ?? "unset"}`))}`;
    return {
      met: names.every((name) => (settings[name] ?? null) === expected[name]),
      expected: textOf(expected),
      seen: textOf(settings),
    };
  },
});
