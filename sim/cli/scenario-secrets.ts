import type { Step } from "../model/scenario.js";
import type { PlannedScenario } from "../scenario/run-options.js";
import { isNoNumber, secretsOf } from "./secrets.js";

/** Secrets of the setup, and the PINs and secrets that the steps themselves hold, wrong ones too. */
export function secretsOfScenario({ scenario, setup }: PlannedScenario): string[] {
  const own = [...scenario.steps, ...scenario.cleanup].flatMap(secretsOfStep);
  return [...secretsOf(setup), ...own.filter(isNoNumber(setup))];
}

function secretsOfStep({ word, args }: Step): string[] {
  if (word === "login") return [args.pin];
  if (word === "change") return "pin" in args && args.pin !== undefined ? [args.pin] : [];
  return word === "submit" ? secretsUnder(args.set) : [];
}

/** What stands under `pin` and `secret` anywhere in the changes to a setup. */
function secretsUnder(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, content]) => {
    if ((key === "pin" || key === "secret") && typeof content === "string") {
      return [content, content.replace(/^-/, "")];
    }
    return secretsUnder(content);
  });
}
