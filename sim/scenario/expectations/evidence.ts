import type { Evidence } from "../../fleet/backend/probe.js";
import type { Expectation } from "../../model/scenario/expectation.js";

/** What of the backend a field is judged by. The others are judged by what the phones show. */
const fieldsOnBackend: readonly (readonly [keyof Expectation, Evidence])[] = [
  ["contacts", "contacts"],
  ["mapping", "mapping"],
  ["findings", "findings"],
  ["noFindings", "findings"],
  ["psap", "far-end"],
  ["carrier", "far-end"],
  ["canCallEmergency", "dial-plan"],
];

/** What the backend has to show for an expectation to be judged at all. */
export function evidenceOf(expectation: Expectation): Evidence[] {
  const asked = fieldsOnBackend.filter(([field]) => expectation[field] !== undefined);
  return asked.map(([, evidence]) => evidence);
}
