import type { Finding } from "../model/control/control-api.js";
import type { Setup } from "../model/setup/setup.js";
import { hotdeskUsers, listed } from "./hotdesk-users.js";

/** Each model that there are layouts for needs one to log out with, where users log out to a placeholder (HD-38). */
export function logoutLayoutsMissing(setup: Setup): Finding[] {
  const models = [...new Set(Object.values(setup.modelLayouts).map(({ model }) => model))];
  const users = hotdeskUsers(setup).filter(
    ({ settings: { logoutAction } }) => logoutAction !== undefined && logoutAction !== "full",
  );
  return models.flatMap((model): Finding[] => {
    const without = users.filter(({ settings }) => settings.logoutModelLayout(model) === undefined);
    if (without.length === 0) return [];
    return [
      {
        severity: setup.policies.noLogoutLayout === "minimal" ? "warning" : "error",
        rule: "HD-38",
        path: ["model-layouts"],
        message: `${listed(without.map(({ extension }) => extension))} on a ${model}: no logout layout, so ${consequence[setup.policies.noLogoutLayout]}`,
        hint: `Make a logged-out layout for the ${model} and name it as Logout Model Layout.`,
      },
    ];
  });
}

const consequence = {
  minimal: "the phone gets one Line and one Login",
  blank: "the phone goes blank, without 911",
  refuse: "the logout is refused",
} as const;
