import { type Place, placeOf } from "../target/place.js";

/** One of several backends that are compared. */
export interface ComparedPlace extends Place {
  /** As it was given; a number behind it where it was given before. */
  readonly name: string;
}

/**
 * The backends of `--compare`.
 * @param allowed numbers of --allow-emergency; on the embedded backend they need no consent
 * @throws as `placeOf`, before anything is played
 */
export async function comparedPlaces(
  names: readonly string[],
  allowed: readonly string[],
): Promise<ComparedPlace[]> {
  const places: ComparedPlace[] = [];
  for (const [index, given] of names.entries()) {
    const before = names.slice(0, index).filter((each) => each === given).length;
    const name = before === 0 ? given : `${given} (${before + 1})`;
    const place = await (given === "embedded" ? placeOf(undefined, []) : placeOf(given, allowed));
    places.push({ name, ...place });
  }
  return places;
}
