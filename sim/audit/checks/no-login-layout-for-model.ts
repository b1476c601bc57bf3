import { layoutNamed } from "../../backend/hotdesk/model-layout.js";
import type { Check } from "../check.js";
import { modelsStanding } from "../desks.js";
import { listed } from "../listed.js";

/** Only layouts of the phone's own model are offered at a login (HD-70, policy no-layout). */
export const noLoginLayoutForModel: Check = {
  id: "no-login-layout-for-model",
  rules: ["HD-70"],
  severity: "error",
  finds: "Desks of a model stand somewhere, and users have no layout for it to log in with.",
  proof: "login/no-layout-is-refused",
  find: ({ setup, users }) => {
    const refused = setup.policies.noLayout === "refuse";
    // Who has no layout at all is found by no-login-layout.
    const picking = users.filter(({ settings }) => settings.loginModelLayouts.length > 0);
    return modelsStanding(setup).flatMap((model) => {
      const extensions = picking
        .filter(({ settings }) =>
          settings.loginModelLayouts.every((layout) => layoutNamed(setup, layout)?.model !== model),
        )
        .map(({ extension }) => extension);
      if (extensions.length === 0) return [];
      const locations = Object.entries(setup.locations).flatMap(([name, { desks = {} }]) =>
        (desks[model] ?? 0) > 0 ? [name] : [],
      );
      return [
        {
          severity: refused ? "error" : "warning",
          path: ["groups"],
          message: `${listed(extensions)} ${refused ? "cannot log in" : "get one Line key and nothing else"} at a ${model}, which stands in ${listed(locations)}: they may use no layout for it`,
          hint: `Make a layout for the ${model} and list it under hotdesk.login-model-layouts of their group.`,
          affects: { extensions, models: [model], locations },
        },
      ];
    });
  },
};
