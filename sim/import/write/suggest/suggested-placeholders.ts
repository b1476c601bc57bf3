import { standInSecret } from "../map/stand-ins.js";
import type { GuessedPlaceholder } from "./guessed-placeholders.js";
import { quoted, type Suggestion } from "./suggestion.js";

/** The role of each extension that is guessed to be a placeholder, or an extension that is one. */
export function suggestedPlaceholders(placeholders: readonly GuessedPlaceholder[]): Suggestion[] {
  return placeholders
    .filter(({ from }) => from !== "said")
    .map(({ number, name, from }) =>
      from === "guess"
        ? {
            into: ["extensions", number],
            lines: ["role: placeholder, # a guess: it may have several phones"],
          }
        : {
            into: ["extensions"],
            lines: [
              "# a guess: no extension looks like one that logged-out phones share. Make it in FreePBX too.",
              `${quoted(number)}: { name: ${quoted(name)}, role: placeholder, secret: ${standInSecret}, max-contacts: 50 }`,
            ],
          },
    );
}
