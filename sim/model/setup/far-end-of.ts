import type { Setup } from "./setup.js";

/**
 * Where a call by a trunk ends: at the PSAP, or at the carrier. One trunk may lead to both.
 * @param number as the trunk is sent it
 * @returns undefined where there is no such trunk
 */
export function farEndOf(
  { trunks, emergencyNumbers }: Pick<Setup, "trunks" | "emergencyNumbers">,
  trunk: string,
  number: string,
): "psap" | "carrier" | undefined {
  const farEnd = Object.hasOwn(trunks, trunk) ? trunks[trunk]?.farEnd : undefined;
  if (farEnd !== "both") return farEnd;
  return emergencyNumbers.includes(number) ? "psap" : "carrier";
}
