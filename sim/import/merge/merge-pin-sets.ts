import type { PinSetFacts } from "../facts/facts.js";
import type { RankedFacts } from "../facts/ranked-facts.js";

/**
 * The PIN sets by id: their PINs as the better source has them (AstDB is what a call is asked by), names and routes from
 * whoever knows them.
 * @param ordered the better source first
 */
export function mergePinSets(ordered: readonly RankedFacts[]): {
  readonly pinSets?: readonly PinSetFacts[];
  readonly contradictions: readonly string[];
} {
  const sources = ordered.flatMap(({ file, facts: { pinSets } }) =>
    pinSets === undefined ? [] : [{ file, pinSets }],
  );
  const [best, ...others] = sources;
  if (best === undefined) return { contradictions: [] };
  const all = sources.flatMap(({ pinSets }) => pinSets);
  const nameOf = (id: string): string =>
    all.find((set) => set.id === id && set.name !== "")?.name ?? `PIN set ${id}`;
  const contradictions = others.flatMap(({ file, pinSets }) =>
    pinSets
      .filter(({ id, pins }) => sorted(pins) !== sorted(pinsOf(best.pinSets, id)))
      .map(({ id }) => `the PINs of ${nameOf(id)} differ between ${best.file} and ${file}: the first counts`),
  );
  const ids = [...new Set(all.map(({ id }) => id))];
  const pinSets = ids.map((id) => {
    const own = all.filter((set) => set.id === id);
    const recorded = own.find((each) => each.recorded !== undefined)?.recorded;
    return {
      ...(recorded === undefined ? {} : { recorded }),
      id,
      name: own.find(({ name }) => name !== "")?.name ?? "",
      // AstDB sorts them; another source has them as they were typed in.
      pins: own.findLast(({ pins }) => sorted(pins) === sorted(pinsOf(best.pinSets, id)))?.pins ?? [],
      routes: own.find(({ routes }) => routes.length > 0)?.routes ?? [],
    };
  });
  return { pinSets, contradictions };
}

function pinsOf(sets: readonly PinSetFacts[], id: string): readonly string[] {
  return sets.find((set) => set.id === id)?.pins ?? [];
}

function sorted(pins: readonly string[]): string {
  return pins.toSorted().join("\n");
}
