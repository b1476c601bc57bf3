import type { Check } from "../check.js";
import { groupedBy } from "../grouped-by.js";
import { listed, named } from "../listed.js";

/** A phone that does not know the zone keeps the one it had, and nobody sees why (HD-68). */
export const timeZoneUnknown: Check = {
  id: "time-zone-unknown",
  rules: ["HD-68"],
  severity: "warning",
  finds: "A template has a time zone that phones do not know.",
  find: ({ setup, profiles }) => {
    // A model whose zones are not known cannot be judged.
    const models = [...profiles.values()].filter(({ timeZones }) => timeZones !== undefined);
    const unknown = Object.entries(setup.templates).flatMap(([template, { timeZone }]) => {
      if (timeZone === undefined) return [];
      const without = models.filter(({ timeZones }) => !timeZones?.includes(signed(timeZone)));
      return without.length > 0 ? [{ template, timeZone, models: without.map(({ model }) => model) }] : [];
    });
    return [...groupedBy(unknown, ({ timeZone }) => timeZone).values()].flatMap((hit) => {
      const templates = hit.map(({ template }) => template);
      return hit.slice(0, 1).map(({ template, timeZone, models: without }) => ({
        path: ["templates", template, "time-zone"],
        message: `phones with ${named("template", templates)} show the wrong time: "${timeZone}" is no time zone of the ${listed(without)}`,
        hint: 'Write the hours from UTC, such as "-5" or "+5:30".',
        affects: { templates, models: without },
      }));
    });
  },
};

/** `5` and `+5` are the same. */
function signed(timeZone: string): string {
  return /^[1-9]/.test(timeZone) ? `+${timeZone}` : timeZone.replace(/^[+-]0$/, "0");
}
