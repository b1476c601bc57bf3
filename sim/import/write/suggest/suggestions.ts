import type { SetupInput } from "../../../model/setup/setup.js";
import type { PbxFacts } from "../../facts/facts.js";
import { guessedPlaceholders } from "./guessed-placeholders.js";
import { suggestedHotDesk } from "./suggested-hot-desk.js";
import { suggestedLocations } from "./suggested-locations.js";
import { suggestedPlaceholders } from "./suggested-placeholders.js";
import type { Suggestion } from "./suggestion.js";

/** What no source can know, as it might be: with all of it the file is a setup that `check` can judge. */
export function suggestionsFor(
  facts: PbxFacts,
  { extensions, groups }: Pick<SetupInput, "extensions" | "groups">,
  models: readonly string[],
): readonly Suggestion[] {
  const placeholders = guessedPlaceholders(extensions);
  return [
    suggestedLocations(facts, extensions, placeholders, models),
    ...suggestedPlaceholders(placeholders),
    ...suggestedHotDesk(facts, groups, placeholders, models),
  ];
}
