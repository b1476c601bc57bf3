import { matchesPattern } from "./dial-pattern.js";
import type { Route, Setup } from "./setup.js";

/** The first route in list order that matches the number and is open to the extension (PBX-85, PBX-111). */
export function routeFor(setup: Setup, extension: string, number: string): Route | undefined {
  return setup.routes.find(
    (route) =>
      !route.deniedTo.includes(extension) &&
      route.patterns.some((pattern) => matchesPattern(pattern, number)),
  );
}
