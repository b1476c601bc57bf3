/**
 * Does a dialled number match a route's pattern (PBX-87)?
 * @param pattern of the grammar of `dialPattern`; without class, set and wildcard it matches literally
 */
export function matchesPattern(pattern: string, number: string): boolean {
  return patternExpression(pattern).test(number);
}

function patternExpression(pattern: string): RegExp {
  const body = pattern.replaceAll(/\[[^\]]*\]|[XZN.!*+]/gi, (token) => {
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
  return new RegExp(`^${body}$`, "i");
}
