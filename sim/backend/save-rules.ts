import type { Profiles } from "../model/profile.js";
import type { LineKey, Setup } from "../model/setup.js";
import { layoutKeys, surplusKeys } from "./hotdesk/model-layout.js";

/**
 * Why a setup may not be saved under its own policies: surplus-keys (HD-48) and layout-must-have (HD-42, HD-43).
 * @returns one line for each reason, which begins with the path of the field; none where it may be saved
 */
export function refusedBySave(setup: Setup, profiles: Profiles): string[] {
  const { surplusKeys: surplus, layoutMustHave } = setup.policies;
  return [
    ...(surplus === "refuse-save" ? tooManyKeys(setup, profiles) : []),
    ...(layoutMustHave === "refuse-save" ? lackingKeys(setup) : []),
  ];
}

function tooManyKeys(setup: Setup, profiles: Profiles): string[] {
  return surplusKeys(setup, profiles).map(
    ({ layout, model, keys, limit }) =>
      `model-layouts.${layout}: ${keys} keys, but the ${model} has ${limit} (policy surplus-keys: refuse-save)`,
  );
}

const mustHave: readonly (readonly [LineKey["type"], string])[] = [
  ["line", "Line"],
  ["app-login", "Login"],
];

function lackingKeys(setup: Setup): string[] {
  return logoutLayouts(setup).flatMap((layout) => {
    const types = layoutKeys(setup, layout).map(({ type }) => type);
    const lacking = mustHave.flatMap(([type, name]) => (types.includes(type) ? [] : [name]));
    if (lacking.length === 0) return [];
    return [
      `model-layouts.${layout}: a logout layout without ${lacking.join(" and ")} (policy layout-must-have: refuse-save)`,
    ];
  });
}

/** Layouts that somebody logs out to. */
function logoutLayouts(setup: Setup): string[] {
  const holders = [...Object.values(setup.groups), ...Object.values(setup.users)];
  return [...new Set(holders.flatMap(({ hotdesk }) => Object.values(hotdesk.logoutModelLayouts ?? {})))];
}
