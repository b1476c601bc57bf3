import type { ExternalAsterisk } from "../../backend/assembly/asterisk-stack.js";
import type { DialRules } from "../../fleet/dial-guard.js";
import type { Target } from "../../model/control/target.js";
import { readTarget } from "./read-target.js";
import { consentedRules } from "./target-consent.js";

/** Where scenarios are played. */
export interface Place {
  /** undefined: the embedded backend. */
  readonly target: Target | undefined;
  /** That it describes; undefined: it describes another kind of backend. */
  readonly asterisk: ExternalAsterisk | undefined;
  readonly dialRules: DialRules;
}

/**
 * The place that a target file describes, before anything is played there.
 * @param file undefined: the embedded backend
 * @param allowed numbers of --allow-emergency
 * @throws DeskfleetErrors, DeskfleetError as `readTarget`, `asteriskOf` and `consentedRules`
 */
export async function placeOf(file: string | undefined, allowed: readonly string[]): Promise<Place> {
  if (file === undefined)
    return { target: undefined, asterisk: undefined, dialRules: consentedRules(undefined, allowed) };
  const named = readTarget(file);
  const { asteriskOf } = await import("./asterisk-of-target.js");
  const asterisk = asteriskOf(named, process.env);
  return { target: named.target, asterisk, dialRules: consentedRules(named.target, allowed) };
}
