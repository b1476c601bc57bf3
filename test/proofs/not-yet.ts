import type { RuleId } from "../../sim/model/rules/rules.js";

/** Rules that nothing proves yet, each with the reason. A test holds it: what has a proof has no place here. */
export const notYet: Readonly<Partial<Record<RuleId, string>>> = {};
