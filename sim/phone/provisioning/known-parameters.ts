import type { Profile } from "../../model/profile/profile.js";

/** No address, label or name that a phone works with is nearly as long. */
const maxValueCharacters = 1000;

/** Made once for a profile: a fleet has thousands of phones and a handful of models. */
const knownNumbers = new WeakMap<Profile, ReadonlySet<number>>();

/**
 * What of a file the phone has a place for. The rest goes by it: whatever servers send over the years, the phone holds
 * no more than its model has parameters, of a length that it could show.
 */
export function knownParameters(
  file: ReadonlyMap<number, string>,
  profile: Profile,
): ReadonlyMap<number, string> {
  const known = knownNumbers.get(profile) ?? numbersOf(profile);
  knownNumbers.set(profile, known);
  return new Map(
    [...file].filter(([number, value]) => known.has(number) && value.length <= maxValueCharacters),
  );
}

function numbersOf(profile: Profile): ReadonlySet<number> {
  const { accountParameters, sipProfileParameters, settingParameters, pagingParameters } = profile;
  const numbers = new Set(
    [...accountParameters, ...sipProfileParameters, settingParameters].flatMap((each): number[] =>
      Object.values(each),
    ),
  );
  const range = (count: number, { base, step }: { readonly base: number; readonly step: number }): void => {
    for (let index = 0; index < count; index++) numbers.add(base + step * index);
  };
  range(pagingParameters.count, pagingParameters.address);
  range(pagingParameters.count, pagingParameters.label);
  for (const { from, to, ...fields } of profile.lineKeyBlocks) {
    for (const field of Object.values(fields)) range(to - from + 1, field);
  }
  return numbers;
}
