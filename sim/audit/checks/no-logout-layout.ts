import type { Check } from "../check.js";
import { modelsStanding } from "../desks.js";
import { listed } from "../listed.js";

/** Each model needs a layout to log out with, where users log out to a placeholder (HD-38). */
export const noLogoutLayout: Check = {
  id: "no-logout-layout",
  rules: ["HD-38"],
  severity: "warning",
  finds: "Users log out to a placeholder, but not with a layout for every model.",
  proof: "layouts/no-logout-layout-for-the-model",
  find: ({ setup, users }) => {
    const ofLayouts = Object.values(setup.modelLayouts).map(({ model }) => model);
    const models = new Set([...ofLayouts, ...modelsStanding(setup)]);
    const leaving = users.filter(
      ({ settings: { logoutAction } }) => logoutAction !== undefined && logoutAction !== "full",
    );
    return [...models].flatMap((model) => {
      const extensions = leaving
        .filter(({ settings }) => settings.logoutModelLayout(model) === undefined)
        .map(({ extension }) => extension);
      if (extensions.length === 0) return [];
      return [
        {
          severity: setup.policies.noLogoutLayout === "minimal" ? "warning" : "error",
          path: ["model-layouts"],
          message: `${listed(extensions)} on a ${model}: no logout layout, so ${consequence[setup.policies.noLogoutLayout]}`,
          hint: `Make a logged-out layout for the ${model} and name it as Logout Model Layout.`,
          affects: { extensions, models: [model] },
        },
      ];
    });
  },
};

const consequence = {
  minimal: "the phone gets one Line and one Login",
  blank: "the phone goes blank, without 911",
  refuse: "the logout is refused",
} as const;
