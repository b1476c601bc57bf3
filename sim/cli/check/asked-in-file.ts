/**
 * What `deskfleet import` left open in a setup, by its comments: `# ASK locations: each office …`. Who answers one takes its
 * comment away.
 */
export function askedInFile(text: string): string[] {
  const asked = [...text.matchAll(/^[ \t]*# ASK ([^:\n]+):/gm)].map(([, what = ""]) => what);
  if (asked.length === 0) return [];
  return [`what the file still asks for in its comments (ASK): ${[...new Set(asked)].join(", ")}`];
}
