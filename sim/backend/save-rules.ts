import { keysLacking } from "../audit/keys-lacking.js";
import { surplus } from "../audit/surplus.js";
import type { Finding } from "../model/control/control-api.js";
import { pathText } from "../model/files/path-text.js";
import type { Profiles } from "../model/profile/profile.js";
import type { Setup } from "../model/setup/setup.js";

/**
 * Why a setup may not be saved under its own policies: surplus-keys (HD-48) and layout-must-have (HD-42, HD-43).
 * @returns one line for each reason, which begins with the path of the field; none where it may be saved
 */
export function refusedBySave(setup: Setup, profiles: Profiles): string[] {
  const { surplusKeys, layoutMustHave } = setup.policies;
  return [
    ...(surplusKeys === "refuse-save" ? surplus(setup, profiles).map(under("surplus-keys")) : []),
    ...(layoutMustHave === "refuse-save" ? keysLacking(setup).map(under("layout-must-have")) : []),
  ];
}

/** What the audit would only say, a policy makes a reason to refuse. */
function under(policy: string): (finding: Finding) => string {
  return ({ rule, path, message }) =>
    `${pathText(path)}: ${message} (${rule}, policy ${policy}: refuse-save)`;
}
