import type { Setup } from "../model/setup/setup.js";
import type { Found } from "./check.js";
import { mendExtensions } from "./mend-extensions.js";

/**
 * Sets the Emergency CID of extensions to the number of a location, a value that FreePBX knows too.
 * @param location where they are used; undefined: that can be said only where there is one
 * @returns to be spread into what is found; nothing where it cannot be said which number is right
 */
export function mendEmergencyCid(
  { locations }: Pick<Setup, "locations">,
  extensions: readonly string[],
  location?: string,
): Pick<Found, "mend"> {
  const [only, ...more] = Object.keys(locations);
  const name = location ?? (more.length === 0 ? only : undefined);
  const callerId = name === undefined ? undefined : locations[name]?.callerId;
  return callerId === undefined ? {} : { mend: mendExtensions(extensions, { "emergency-cid": callerId }) };
}
