import type { Finding } from "../model/control/control-api.js";
import type { Setup } from "../model/setup/setup.js";
import { type HotdeskUser, hotdeskUsers, listed } from "./hotdesk-users.js";

/** Settings that a login needs are set for no user, or not for every user who may log in (HD-64, HD-65, HD-69). */
export function nothingToPick(setup: Setup): Finding[] {
  const users = hotdeskUsers(setup);
  // The setup of a load plan has no people: the plan adds them.
  if (!Object.values(setup.extensions).some(({ role }) => role === "user")) return [];
  if (users.length === 0) {
    return [
      {
        severity: "warning",
        rule: "HD-64",
        path: ["groups"],
        message: "no user can log in: Hotdesk is not enabled for any",
        hint: "Set hotdesk.enabled to true for a group, such as All Users, or for single users.",
      },
    ];
  }
  const { noTemplate, noLayout } = setup.policies;
  return [
    ...(noTemplate === "refuse"
      ? refused(users, "loginTemplates", { rule: "HD-65", field: "login-templates", thing: "template" })
      : []),
    ...(noLayout === "refuse"
      ? refused(users, "loginModelLayouts", {
          rule: "HD-69",
          field: "login-model-layouts",
          thing: "model layout",
        })
      : []),
  ];
}

function refused(
  users: readonly HotdeskUser[],
  setting: "loginTemplates" | "loginModelLayouts",
  { rule, field, thing }: { readonly rule: string; readonly field: string; readonly thing: string },
): Finding[] {
  const without = users.filter(({ settings }) => settings[setting].length === 0);
  if (without.length === 0) return [];
  const names = listed(without.map(({ extension }) => extension));
  return [
    {
      severity: "warning",
      rule,
      path: ["groups"],
      message: `every login of ${names} is refused: they may not use any ${thing}`,
      hint: `List them under hotdesk.${field} of a group, in the order that users see.`,
    },
  ];
}
