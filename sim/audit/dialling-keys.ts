import type { LineKeyType } from "../model/profile/profile.js";
import type { LineKey } from "../model/setup/setup.js";

/** Keys that dial the number that they hold. */
const dialling: readonly LineKeyType[] = ["speed-dial", "blf", "intercom", "direct-pickup", "park"];

/** The number that a key dials; undefined: it dials none. */
export function dialledBy({ type, value }: LineKey): string | undefined {
  return dialling.includes(type) && value !== "" ? value : undefined;
}
