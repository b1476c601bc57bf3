import { parseCallerId } from "../../../model/setup/caller-id-text.js";
import type { SetupInput } from "../../../model/setup/setup.js";

/** An extension that logged-out phones may share. */
export interface GuessedPlaceholder {
  readonly number: string;
  readonly name: string;
  /** Number of its Emergency CID. */
  readonly emergencyCid: string | undefined;
  /** `said`: by the person who imports. `new`: there is none, and it would have to be made. */
  readonly from: "said" | "guess" | "new";
}

/** As many phones as none has who is one person. */
const manyPhones = 10;

/** Those that the import was told of, else those of many phones without a mailbox, else a new one. */
export function guessedPlaceholders(extensions: SetupInput["extensions"]): readonly GuessedPlaceholder[] {
  const all = Object.entries(extensions);
  const said = all.filter(([, { role }]) => role === "placeholder");
  if (said.length > 0) return said.map(([number, own]) => placeholderOf(number, own, "said"));
  const open = all.filter(([, { role }]) => role === undefined);
  const shared = open.filter(([, own]) => phonesOf(own) > 1 && own.voicemail === undefined);
  const crowded = open.filter(([, own]) => phonesOf(own) >= manyPhones);
  const guesses = shared.length > 0 ? shared : crowded;
  if (guesses.length > 0) return guesses.map(([number, own]) => placeholderOf(number, own, "guess"));
  const free = freeNumber(extensions);
  return [{ number: free, name: "Logged out", emergencyCid: undefined, from: "new" }];
}

/** Of what no source tells nothing is guessed. */
function phonesOf(own: SetupInput["extensions"][string]): number {
  const most = own["max-contacts"];
  return typeof most === "number" ? most : 1;
}

function placeholderOf(
  number: string,
  own: SetupInput["extensions"][string],
  from: GuessedPlaceholder["from"],
): GuessedPlaceholder {
  return { number, name: own.name, emergencyCid: parseCallerId(own["emergency-cid"] ?? "")?.number, from };
}

/** As long as the others, and none of them. */
function freeNumber(extensions: SetupInput["extensions"]): string {
  const digits = Math.max(3, Object.keys(extensions)[0]?.length ?? 4);
  let number = 9 * 10 ** (Math.min(digits, 8) - 1);
  while (Object.hasOwn(extensions, String(number))) number += 1;
  return String(number);
}

/** The one whose name has a word of that name ("Logged out Plant" for "Plant staff"); undefined where none has. */
export function placeholderNamedLike(
  name: string,
  placeholders: readonly GuessedPlaceholder[],
): GuessedPlaceholder | undefined {
  const words = wordsOf(name);
  return placeholders.find((each) => wordsOf(each.name).some((word) => words.includes(word)));
}

const commonWords = [
  "logged",
  "out",
  "phones",
  "placeholder",
  "placeholders",
  "users",
  "staff",
  "all",
  "group",
];

function wordsOf(name: string): string[] {
  return (name.toLowerCase().match(/\p{L}{2,}/gu) ?? []).filter((word) => !commonWords.includes(word));
}
