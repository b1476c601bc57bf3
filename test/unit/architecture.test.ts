import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** The linter holds the arrows between the rooms. Here it is shown files that break them, in a tree of their own. */

const forbidden: readonly (readonly [file: string, target: string])[] = [
  ["sim/phone/a.ts", "../backend/embedded.js"],
  ["sim/phone/apps/a.ts", "../../backend/web/desks.js"],
  ["sim/backend/a.ts", "../phone/handset.js"],
  ["sim/backend/web/a.ts", "../../phone/handset.js"],
  ["sim/backend/b.ts", "../fleet/backend.js"],
  ["sim/backend/hotdesk/a.ts", "../web/desks.js"],
  ["sim/model/a.ts", "../transcript/event.js"],
  ["sim/transcript/a.ts", "../sip/timers.js"],
  ["sim/sip/a.ts", "../phone/handset.js"],
  ["sim/fleet/a.ts", "../scenario/runner.js"],
  ["sim/backend/hotdesk/m.ts", "../module/desks.js"],
  ["sim/backend/module/a.ts", "../web/phone-web.js"],
  ["sim/backend/module/b.ts", "../faults/fault-set.js"],
  ["sim/backend/web/a.ts", "../faults/fault-set.js"],
  ["sim/backend/pbx/m.ts", "../module/desks.js"],
  ["sim/backend/switch/a.ts", "../pbx/pbx.js"],
  ["sim/scenario/a.ts", "../backend/embedded.js"],
  ["sim/scenario/b.ts", "../../reports/json.js"],
  ["sim/load/a.ts", "../scenario/runner.js"],
  ["reports/a.ts", "../sim/phone/handset.js"],
  ["reports/tui/a.ts", "../../sim/fleet/backend.js"],
  ["reports/b.ts", "../sim/cli/run.js"],
];

const allowed: typeof forbidden = [
  ["sim/phone/c.ts", "../sip/timers.js"],
  ["sim/backend/pbx/c.ts", "../../sip/timers.js"],
  ["sim/scenario/c.ts", "../fleet/backend.js"],
  ["reports/c.ts", "../sim/transcript/event.js"],
  ["reports/tui/c.ts", "../../sim/model/setup.js"],
];

const impure = [
  [
    "sim/model/io.ts",
    'import { readFileSync } from "node:fs";\n\nexport const x = readFileSync("a");\n',
    "noNodejsModules",
  ],
  ["sim/model/time.ts", "export const now = Date.now();\n", "noRestrictedGlobals"],
  [
    "sim/backend/hotdesk/io.ts",
    'import { tmpdir } from "node:os";\n\nexport const x = tmpdir();\n',
    "noNodejsModules",
  ],
  [
    "sim/backend/hotdesk/time.ts",
    "export const later = () => setTimeout(() => {}, 1);\n",
    "noRestrictedGlobals",
  ],
] as const;

let tree: string;
/** File → the rules that it breaks. */
const broken = new Map<string, string[]>();

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), "deskfleet-lint-"));
  const put = (file: string, text: string): void => {
    mkdirSync(join(tree, dirname(file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  };
  const settings = JSON.parse(readFileSync("biome.json", "utf8"));
  put("biome.json", JSON.stringify({ ...settings, vcs: { enabled: false } }));
  for (const [file, target] of [...forbidden, ...allowed]) {
    put(file, `import type { Thing } from "${target}";\n\nexport type Mine = Thing;\n`);
  }
  for (const [file, code] of impure) put(file, code);
  const biome = join(process.cwd(), "node_modules/@biomejs/biome/bin/biome");
  const { stdout } = spawnSync(
    process.execPath,
    [biome, "lint", "--reporter=json", "--max-diagnostics=none", "."],
    {
      cwd: tree,
      encoding: "utf8",
    },
  );
  const report = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: string } }[] };
  for (const { category, location } of report.diagnostics) {
    broken.set(location.path, [...(broken.get(location.path) ?? []), category]);
  }
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

test.each(forbidden)("%s may not import %s", (file) => {
  expect(broken.get(file)?.join()).toContain("noRestrictedImports");
});

test.each(allowed)("%s may import %s", (file) => {
  expect(broken.get(file)).toBeUndefined();
});

test.each(impure)("%s does no I/O and knows no time", (file, _code, rule) => {
  expect(broken.get(file)?.join()).toContain(rule);
});
