import { layoutKeys, surplusKeys } from "../backend/hotdesk/model-layout.js";
import type { Finding } from "../model/control/control-api.js";
import type { Profiles } from "../model/profile/profile.js";
import type { LineKey, Setup } from "../model/setup/setup.js";
import { logoutLayouts } from "./hotdesk-users.js";

/** What does not fit falls off, and with it sometimes the way back (HD-48, policy surplus-keys). */
export function surplus(setup: Setup, profiles: Profiles): Finding[] {
  const refused = setup.policies.surplusKeys === "refuse-save";
  return surplusKeys(setup, profiles).map(({ layout, model, keys, limit }) => {
    const lost = logoutLayouts(setup).includes(layout) ? lostTypes(layoutKeys(setup, layout), limit) : [];
    const also = lost.length > 0 ? `, the only ${lost.join(" and ")} key among them` : "";
    return {
      severity: refused || lost.length > 0 ? "error" : "warning",
      rule: "HD-48",
      path: ["model-layouts", layout],
      message: `${keys} keys, but the ${model} has ${limit}: ${lastKeys(keys - limit)} not shown${also}`,
      hint: "Move the important keys to the front, or give the model a layout of its own.",
    };
  });
}

function lastKeys(count: number): string {
  return count === 1 ? "the last one is" : `the last ${count} are`;
}

/** Keys that a logged-out phone cannot do without, and that stand beyond the limit alone. */
function lostTypes(keys: readonly LineKey[], limit: number): string[] {
  const has = (some: readonly LineKey[], type: LineKey["type"]) => some.some((key) => key.type === type);
  const needed = [
    ["line", "Line"],
    ["app-login", "Login"],
  ] as const;
  return needed.flatMap(([type, name]) =>
    has(keys, type) && !has(keys.slice(0, limit), type) ? [name] : [],
  );
}
