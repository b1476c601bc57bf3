import { headerRules } from "./header-rules.js";
import type { SipHeader, SipResponse } from "./message.js";

/** Headers of a response that a request would be refused for: nothing may be read from them. */
export function oddHeaders({ headers }: SipResponse): SipHeader[] {
  return headers.filter(
    ({ name, value }) => headerRules.get(name.toLowerCase())?.isWellFormed(value) === false,
  );
}
