import type { Check } from "../check.js";
import { listed, named } from "../listed.js";

/** The template that the others fill up from (HD-58). */
const inheritedFrom = "Default";

/** Where templates are there to tell time zones apart, one without is a slip (HD-68). */
export const siteTemplateWithoutZone: Check = {
  id: "site-template-without-zone",
  rules: ["HD-68"],
  severity: "warning",
  finds: "Templates that users log in with have different time zones, and one of them has none.",
  proof: "templates/template-without-a-zone",
  find: ({ setup, users }) => {
    const picked = [...new Set(users.flatMap(({ settings }) => settings.loginTemplates))];
    const zoneOf = (template: string) => setup.templates[template]?.timeZone;
    const zones = new Set(picked.flatMap((template) => zoneOf(template) ?? []));
    const fallback = zoneOf(inheritedFrom);
    const templates = picked.filter(
      (template) => template !== inheritedFrom && zoneOf(template) === undefined,
    );
    const [first] = templates;
    if (first === undefined || new Set([...zones, ...(fallback === undefined ? [] : [fallback])]).size < 2)
      return [];
    return [
      {
        path: ["templates", first],
        message: `phones with ${named("template", templates)} show ${fallback === undefined ? "whatever time they are set to" : `the time of zone ${fallback}, as Default has it`}, while other templates have ${listed([...zones])}`,
        hint: "Give each template that users pick its own time zone.",
        affects: { templates },
      },
    ];
  },
};
