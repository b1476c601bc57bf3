import type { PlannedScenario } from "../../scenario/file/scenario-file.js";
import { type Step, words } from "../../scenario/vocabulary.js";
import { isNoNumber, secretsOf } from "../files/secrets.js";

/** Secrets of the setup, and the PINs and secrets that the steps themselves hold, wrong ones too. */
export function secretsOfScenario({ scenario, setup }: PlannedScenario): string[] {
  const own = [...scenario.steps, ...scenario.cleanup].flatMap(secretsOfStep);
  return [...secretsOf(setup), ...own.filter(isNoNumber(setup))];
}

function secretsOfStep({ word, args }: Step): string[] {
  const always = Object.entries(words[word].secrets ?? {}).filter(([, how]) => how === "always");
  return textsUnder(
    args,
    always.map(([name]) => name),
  );
}

/**
 * The texts under these names at any depth, one or a list of them; without its minus too, which the PBX strips of a PIN (PBX-127), and each of
 * several that are typed one after another, ended by `#`.
 */
function textsUnder(value: unknown, names: readonly string[]): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, content]) => {
    if (!names.includes(name)) return textsUnder(content, names);
    const texts = [content].flat().filter((each) => typeof each === "string");
    return texts.flatMap((text) => [text, text.replace(/^-/, ""), ...text.split("#")]);
  });
}
