import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const page = readFileSync("CONTRIBUTING.md", "utf8");
const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

/** `sim/{backend,phone}/faults` → `sim/backend/faults`, `sim/phone/faults` */
function alternatives(path: string): string[] {
  const [braces, inside = ""] = /\{([^}]+)\}/.exec(path) ?? [];
  return braces === undefined ? [path] : inside.split(",").map((each) => path.replace(braces, each));
}

test("every path of CONTRIBUTING.md is there, from the root of the repository", () => {
  const codes = [...page.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
  const paths = codes.filter(
    (code) =>
      /^(sim|test|reports|docs|profiles|scenarios)\//.test(code) ||
      /^[\w./-]+\.(ts|md|json|yaml)$/.test(code),
  );
  expect(paths.length).toBeGreaterThan(20);
  // Of `words/<word>.ts` the folder has to be there.
  const known = paths.flatMap(alternatives).map((path) => path.replace(/[^/]*<.*$/, ""));
  expect(known.filter((path) => !existsSync(path))).toEqual([]);
});

test("every script of CONTRIBUTING.md is there", () => {
  const named = [...page.matchAll(/npm run ([\w:-]+)/g)].map(([, script = ""]) => script);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((script) => scripts[script] === undefined)).toEqual([]);
});
