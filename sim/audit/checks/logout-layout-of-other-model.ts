import { layoutKeys, layoutNamed } from "../../backend/hotdesk/model-layout.js";
import type { HotdeskSettings, Setup } from "../../model/setup/setup.js";
import type { Check, Found } from "../check.js";

/** Each model has a field of its own on the Hotdesk tab, for layouts of that model (HD-77 to HD-79). */
export const logoutLayoutOfOtherModel: Check = {
  id: "logout-layout-of-other-model",
  rules: ["HD-77"],
  severity: "error",
  finds: "The Logout Model Layout of one model is a layout made for another.",
  proof: "layouts/logout-layout-of-another-model",
  find: ({ setup }) => {
    const tabs = [
      ...Object.entries(setup.groups).map(([name, { hotdesk }]) => ["groups", name, hotdesk] as const),
      ...Object.entries(setup.users).map(([name, { hotdesk }]) => ["users", name, hotdesk] as const),
    ];
    return tabs.flatMap(([section, name, hotdesk]) =>
      Object.entries(hotdesk.logoutModelLayouts ?? {}).flatMap(([model, layout]) =>
        found(setup, { section, name, hotdesk, model, layout }),
      ),
    );
  },
};

interface Entry {
  readonly section: "groups" | "users";
  readonly name: string;
  readonly hotdesk: HotdeskSettings;
  readonly model: string;
  readonly layout: string;
}

function found(setup: Setup, { section, name, hotdesk, model, layout }: Entry): Found[] {
  const madeFor = layoutNamed(setup, layout)?.model;
  if (madeFor === undefined || madeFor === model) return [];
  const right = Object.keys(setup.modelLayouts).find(
    (each) =>
      layoutNamed(setup, each)?.model === model &&
      layoutKeys(setup, each).some(({ type }) => type === "app-login"),
  );
  return [
    {
      path: [section, name, "hotdesk", "logout-model-layouts", model],
      message: `a logged-out ${model} gets "${layout}", which is made for the ${madeFor}: its keys are not where that phone has them, or are missing`,
      hint: `Choose a layout of the ${model}${right === undefined ? `: make one, or clone "${layout}" and change its model` : ""}.`,
      ...(right !== undefined && {
        mend: {
          [section]: {
            [name]: {
              hotdesk: { "logout-model-layouts": { ...hotdesk.logoutModelLayouts, [model]: right } },
            },
          },
        },
      }),
      affects: { models: [model], layouts: [layout] },
    },
  ];
}
