import {
  layoutKeys,
  type SurplusKeys,
  surplusKeys as surplusOf,
} from "../../backend/hotdesk/model-layout.js";
import type { LineKey } from "../../model/setup/setup.js";
import type { AuditFacts, Check, Found } from "../check.js";
import { bySharedKeys, loginLayouts, logoutLayouts } from "../layouts-in-use.js";

/** What does not fit falls off, and with it sometimes the way back (HD-48, policy surplus-keys). */
export const surplusKeys: Check = {
  id: "surplus-keys",
  rules: ["HD-48"],
  severity: "warning",
  finds: "A layout has more keys than its model; as an error: the only Line, Login or Logout key falls off.",
  proof: "layouts/login-key-beyond-the-limit",
  find: (facts) => {
    const surplus = surplusOf(facts.setup, facts.profiles);
    const layouts = surplus.map(({ layout }) => layout);
    return bySharedKeys(facts.setup, layouts).flatMap((shared) => {
      const hit = surplus.filter(({ layout }) => shared.layouts.includes(layout));
      return found(facts, shared.at, hit);
    });
  },
};

function found(facts: AuditFacts, at: string, hit: readonly SurplusKeys[]): Found[] {
  const first = hit.find(({ layout }) => layout === at);
  if (!first) return [];
  const lost = [...new Set(hit.flatMap((each) => lostKeys(facts, each)))];
  const models = [...new Map(hit.map(({ model, limit }) => [model, limit]))];
  const clones = hit.filter(({ layout }) => layout !== at).map(({ layout }) => layout);
  const refused = facts.setup.policies.surplusKeys === "refuse-save";
  return [
    {
      severity: refused || lost.length > 0 ? "error" : "warning",
      path: ["model-layouts", at],
      message: `${first.keys} keys, but the ${models.map(([model, limit]) => `${model} has ${limit}`).join(", the ")}${
        clones.length > 0 ? ` (clones: ${clones.join(", ")})` : ""
      }: the last ones are not shown${lost.length > 0 ? `, the only ${lost.join(" and ")} key among them` : ""}`,
      hint: "Move the important keys to the front, or give the model a layout of its own.",
      affects: { layouts: hit.map(({ layout }) => layout), models: models.map(([model]) => model) },
    },
  ];
}

/** Keys that the layout is of no use without, and that stand beyond the limit alone. */
function lostKeys({ setup, users }: AuditFacts, { layout, limit }: SurplusKeys): string[] {
  const needed: [LineKey["type"], string][] = [];
  if (logoutLayouts(setup).includes(layout)) needed.push(["line", "Line"], ["app-login", "Login"]);
  if (loginLayouts(setup, users).includes(layout)) needed.push(["app-logout", "Logout"]);
  const keys = layoutKeys(setup, layout);
  const has = (some: readonly LineKey[], type: LineKey["type"]) => some.some((key) => key.type === type);
  return needed.flatMap(([type, name]) =>
    has(keys, type) && !has(keys.slice(0, limit), type) ? [name] : [],
  );
}
