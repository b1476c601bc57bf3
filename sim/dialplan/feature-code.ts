import type { FeatureCode } from "../model/setup/feature-codes.js";
import type { DecisionEnd, DecisionStep, DialRequest, FeatureChange } from "./decision.js";

interface Code {
  readonly feature: FeatureCode;
  /** Before the number that a code takes, if it takes one. */
  readonly digits: string;
  readonly change: (number: string) => FeatureChange;
  readonly takesNumber: boolean;
}

/** As FreePBX comes with them (PBX-147). */
const codes: readonly Code[] = [
  { feature: "call-forward", digits: "*72", takesNumber: true, change: (to) => ({ forwardTo: to }) },
  { feature: "call-forward", digits: "*73", takesNumber: false, change: () => ({ forwardTo: undefined }) },
  { feature: "do-not-disturb", digits: "*78", takesNumber: false, change: () => ({ doNotDisturb: true }) },
  { feature: "do-not-disturb", digits: "*79", takesNumber: false, change: () => ({ doNotDisturb: false }) },
];

/**
 * A feature code comes before all else (PBX-86), and acts on the extension of the caller: of a placeholder on every
 * logged-out phone (PBX-146).
 * @returns the announcement that says so; undefined where the number is none that the setup offers
 */
export function featureCode(
  { setup, caller, number }: DialRequest,
  steps: DecisionStep[],
): DecisionEnd | undefined {
  const code = codes.find(
    ({ feature, digits, takesNumber }) =>
      setup.featureCodes.includes(feature) &&
      (takesNumber ? number.startsWith(digits) && number.length > digits.length : number === digits),
  );
  if (code === undefined) return undefined;
  const why = `${number} is the code ${code.digits} (${code.feature}): it acts on ${caller}, on all its phones`;
  steps.push({ rule: "PBX-146", path: ["feature-codes"], text: why });
  const sets = { extension: caller, change: code.change(number.slice(code.digits.length)) };
  return { kind: "announcement", says: "feature-code", why, sets };
}
