import type { Route, Setup } from "./setup.js";

/**
 * Asterisk dial patterns: `X` 0-9, `Z` 1-9, `N` 2-9, `[…]` a set, `.` one or more, `!` zero or more of anything.
 * A pattern without such letters matches literally (PBX-87).
 */
export function matchesPattern(pattern: string, number: string): boolean {
  return patternExpression(pattern).test(number);
}

function patternExpression(pattern: string): RegExp {
  const body = pattern.replaceAll(/\[[^\]]*\]|[XZN.!*+?^${}()|\\]/gi, (token) => {
    switch (token.toUpperCase()) {
      case "X":
        return "\\d";
      case "Z":
        return "[1-9]";
      case "N":
        return "[2-9]";
      case ".":
        return ".+";
      case "!":
        return ".*";
      default:
        return token.startsWith("[") ? token : `\\${token}`;
    }
  });
  return new RegExp(`^${body}$`);
}

/** The first route in list order that matches the number and is open to the extension (PBX-85, PBX-111). */
export function routeFor(setup: Setup, extension: string, number: string): Route | undefined {
  return setup.routes.find(
    (route) =>
      !route.deniedTo.includes(extension) &&
      route.patterns.some((pattern) => matchesPattern(pattern, number)),
  );
}
