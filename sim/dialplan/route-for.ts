import type { Route, Setup } from "../model/setup/setup.js";
import { matchesPattern } from "./match-pattern.js";

/** The first route in list order that matches the number and is open to the extension (PBX-85, PBX-111). */
export function routeFor(setup: Setup, extension: string, number: string): Route | undefined {
  return setup.routes.find(
    (route) =>
      !route.deniedTo.includes(extension) &&
      route.patterns.some((pattern) => matchesPattern(pattern, number)),
  );
}
