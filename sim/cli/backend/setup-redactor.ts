import type { Setup } from "../../model/setup/setup.js";
import { createRedactor, type Redact } from "../../transcript/redaction.js";
import { secretsOf } from "../files/secrets.js";

/**
 * Takes the secrets of a setup out of texts while it may change: what was one before stays one.
 * @param setup as it is at the moment
 * @param others that are in no setup: of the manager interface of a foreign PBX, of a drachtio-server
 */
export function setupRedactor(setup: () => Setup, others: readonly string[]): Redact {
  const secrets = new Set(others);
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
