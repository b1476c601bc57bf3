import type { Setup } from "../../model/setup/setup.js";
import { createRedactor, type Redact } from "../../transcript/redaction.js";
import { secretsOf } from "../files/secrets.js";

/**
 * Takes the secrets of a setup out of texts while it may change: what was one before stays one.
 * @param setup as it is at the moment
 */
export function setupRedactor(setup: () => Setup): Redact {
  const secrets = new Set<string>();
  let known: Setup | undefined;
  let redact: Redact = (text) => text;
  return (text) => {
    const now = setup();
    if (now !== known) {
      known = now;
      for (const secret of secretsOf(now)) secrets.add(secret);
      redact = createRedactor([...secrets]);
    }
    return redact(text);
  };
}
