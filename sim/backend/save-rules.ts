import { auditFacts, findingsOf } from "../audit/audit-setup.js";
import type { Check } from "../audit/check.js";
import { noLineKey } from "../audit/checks/no-line-key.js";
import { noLoginKey } from "../audit/checks/no-login-key.js";
import { surplusKeys as tooManyKeys } from "../audit/checks/surplus-keys.js";
import type { Finding } from "../model/control/control-api.js";
import { pathText } from "../model/files/path-text.js";
import type { Profiles } from "../model/profile/profile.js";
import type { Setup } from "../model/setup/setup.js";

/**
 * Why a setup may not be saved: under its own policies, surplus-keys (HD-48) and layout-must-have (HD-42, HD-43), or because
 * the PBX cannot be played without what nobody knows (F-56).
 * @returns one line for each reason, which begins with the path of the field; none where it may be saved
 */
export function refusedBySave(setup: Setup, profiles: Profiles): string[] {
  const { surplusKeys, layoutMustHave } = setup.policies;
  const facts = auditFacts(setup, profiles);
  const found = (policy: string, checks: readonly Check[]) =>
    checks.flatMap((check) => findingsOf(check, facts)).map(under(policy));
  return [
    ...unknownLimits(setup),
    ...(surplusKeys === "refuse-save" ? found("surplus-keys", [tooManyKeys]) : []),
    ...(layoutMustHave === "refuse-save" ? found("layout-must-have", [noLineKey, noLoginKey]) : []),
  ];
}

/** A registrar has to know its limit, and FreePBX's default would be a guess. */
function unknownLimits({ extensions }: Setup): string[] {
  return Object.entries(extensions).flatMap(([number, { maxContacts }]) =>
    maxContacts === "unknown"
      ? [
          `${pathText(["extensions", number, "max-contacts"])}: it is unknown, and nothing is played by a guess: write the number that the PBX has (F-56)`,
        ]
      : [],
  );
}

/** What the audit would only say, a policy makes a reason to refuse. */
function under(policy: string): (finding: Finding) => string {
  return ({ rule, path, message }) =>
    `${pathText(path)}: ${message} (${rule}, policy ${policy}: refuse-save)`;
}
