import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

/** What is loaded with a module at once: `import type` and `import()` load nothing. */
const staticImport = /^(?:import|export)\s+(?!type\b)(?:[^;"]*?\sfrom\s+)?"(\.[^"]+)"/gm;

/** Paths of all modules that come with one, itself included. */
function loadedWith(entry: string): Set<string> {
  const loaded = new Set<string>();
  const queue = [entry];
  for (const path of queue) {
    if (loaded.has(path)) continue;
    loaded.add(path);
    for (const [, named = ""] of readFileSync(path, "utf8").matchAll(staticImport)) {
      const base = relative(".", join(dirname(path), named)).replace(/\.js$/, "");
      const source = [`${base}.ts`, `${base}.tsx`].find((each) => existsSync(each));
      if (source === undefined) throw new Error(`${path} imports ${named}, which is no source file`);
      queue.push(source);
    }
  }
  return loaded;
}

const ofAsterisk = /^sim\/(?:backend\/asterisk\/|backend\/assembly\/asterisk-stack)/;

function asteriskWith(entry: string): string[] {
  return [...loadedWith(entry)].filter((path) => ofAsterisk.test(path));
}

test.each([
  "main.ts",
  "backend/run-backend.ts",
  "check/check-setup.ts",
  "drill/run-drill.ts",
  "load/run-plan.ts",
  "run/play-scenarios.ts",
  "run/run-suites.ts",
  "watch/watch-fleet.ts",
])("sim/cli/%s loads nothing of Asterisk: most who start it have none", (entry) => {
  expect(asteriskWith(join("sim/cli", entry))).toEqual([]);
});

test("what needs it loads it: the same look finds it there", () => {
  expect(asteriskWith("sim/cli/export/export-setup.ts")).toContain(
    "sim/backend/asterisk/export/asterisk-config.ts",
  );
  expect(asteriskWith("sim/backend/assembly/asterisk-stack.ts")).toContain(
    "sim/backend/asterisk/pbx/asterisk-pbx.ts",
  );
});

test("the first look at a command line loads no command", () => {
  const loaded = [...loadedWith("sim/cli/main.ts")];
  expect(loaded.filter((path) => /^sim\/(?:backend|embedded|fleet|phone|scenario)\//.test(path))).toEqual([]);
});
