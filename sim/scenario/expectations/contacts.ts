import { type Check, listed, type SceneEvidence } from "./check.js";

/** `contacts: { "9000": 3 }`: how many contacts the backend holds for each of these extensions. */
export function checkContacts(
  expected: Readonly<Record<string, number>>,
  { contacts }: SceneEvidence,
): Check {
  const extensions = Object.keys(expected);
  const text = (counts: Readonly<Record<string, number>>): string =>
    `contacts ${listed(extensions.map((extension) => `${extension}: ${counts[extension] ?? "unknown"}`))}`;
  return {
    met: extensions.every((extension) => contacts[extension] === expected[extension]),
    expected: text(expected),
    seen: text(contacts),
  };
}
