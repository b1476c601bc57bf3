import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/**
 * The linter holds the arrows between the rooms. Here stands which there are; the linter is shown a file for every
 * pair of rooms, in a tree of their own, and must refuse those that are no arrow, and no other.
 */
const arrows: Readonly<Record<string, readonly string[]>> = {
  "sim/model": [],
  "sim/dialplan": ["sim/model"],
  "sim/files": ["sim/model"],
  "sim/import": ["sim/model", "sim/files"],
  "sim/transcript": ["sim/model"],
  "sim/emergency": ["sim/model", "sim/dialplan", "sim/transcript"],
  "sim/sip": ["sim/model", "sim/transcript"],
  "sim/media": ["sim/model", "sim/sip"],
  "sim/phone": ["sim/model", "sim/transcript", "sim/sip", "sim/media"],
  "sim/fleet": ["sim/model", "sim/dialplan", "sim/transcript", "sim/sip", "sim/media", "sim/phone"],
  "sim/capture": ["sim/model", "sim/dialplan", "sim/transcript", "sim/sip", "sim/phone"],
  "sim/scenario": aboveFleet(),
  "sim/load": aboveFleet(),
  "sim/backend/hotdesk": ["sim/model", "sim/dialplan"],
  "sim/audit": ["sim/model", "sim/dialplan", "sim/backend/hotdesk"],
  "sim/backend/module": ["sim/model", "sim/transcript", "sim/audit", "sim/backend/hotdesk"],
  "sim/backend/switch": ["sim/model", "sim/sip"],
  "sim/backend/drachtio": ["sim/model", "sim/sip"],
  "sim/psap": ["sim/model", "sim/sip", "sim/media", "sim/backend/switch", "sim/backend/drachtio"],
  "sim/backend/pbx": [
    ...["sim/model", "sim/dialplan", "sim/transcript", "sim/sip", "sim/media"],
    "sim/backend/drachtio",
  ],
  "sim/backend/asterisk": ["sim/model", "sim/dialplan", "sim/sip", "sim/backend/pbx"],
  "sim/backend/web": [
    ...["sim/model", "sim/dialplan", "sim/transcript"],
    ...["sim/backend/hotdesk", "sim/backend/module", "sim/backend/pbx"],
  ],
  "sim/backend/faults": [
    ...["sim/model", "sim/dialplan"],
    ...["sim/backend/hotdesk", "sim/backend/pbx", "sim/backend/web"],
  ],
  "sim/backend/assembly": [
    ...["sim/model", "sim/dialplan", "sim/transcript", "sim/sip", "sim/media", "sim/audit", "sim/psap"],
    ...["sim/backend/hotdesk", "sim/backend/module", "sim/backend/switch", "sim/backend/drachtio"],
    ...["sim/backend/pbx", "sim/backend/asterisk", "sim/backend/web", "sim/backend/faults"],
  ],
  "sim/embedded": [
    ...["sim/model", "sim/transcript", "sim/sip", "sim/media", "sim/fleet"],
    ...["sim/backend/hotdesk", "sim/backend/module", "sim/backend/switch", "sim/backend/drachtio"],
    ...["sim/backend/pbx", "sim/backend/web", "sim/backend/faults", "sim/backend/assembly"],
  ],
  reports: ["sim/model", "sim/transcript"],
};

function aboveFleet(): string[] {
  return [
    ...["sim/model", "sim/dialplan", "sim/transcript", "sim/emergency"],
    ...["sim/sip", "sim/media", "sim/phone", "sim/fleet"],
  ];
}

/** `cli` is the top: it imports everything, and nothing imports it. */
const rooms = [...Object.keys(arrows), "sim/cli"];

interface Probe {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly allowed: boolean;
}

/** A file in the room itself and in folders of it, for each other room. */
const probes: readonly Probe[] = Object.entries(arrows).flatMap(([from, reached]) =>
  rooms
    .filter((to) => to !== from)
    .flatMap((to) =>
      [from, `${from}/inner`, `${from}/inner/most`].map((folder) => ({
        file: `${folder}/to-${to.replaceAll("/", "-")}.ts`,
        from: folder,
        to,
        allowed: reached.includes(to),
      })),
    ),
);

const impure = [
  ...[
    ...["sim/model", "sim/dialplan", "sim/emergency", "sim/audit", "sim/backend/hotdesk"],
    "sim/backend/asterisk/export",
    ...["sim/import/facts", "sim/import/read", "sim/import/from", "sim/import/write"],
  ].flatMap(
    (room) =>
      [
        [
          `${room}/io.ts`,
          'import { tmpdir } from "node:os";\n\nexport const x = tmpdir();\n',
          "noNodejsModules",
        ],
        [`${room}/time.ts`, "export const now = Date.now();\n", "noRestrictedGlobals"],
        [`${room}/later.ts`, "export const later = () => setTimeout(() => {}, 1);\n", "noRestrictedGlobals"],
      ] as const,
  ),
];

const circle = [
  ["sim/model/circle-a.ts", 'import type { B } from "./circle-b.js";\n\nexport type A = B;\n'],
  ["sim/model/circle-b.ts", 'import type { A } from "./circle-a.js";\n\nexport type B = A | 1;\n'],
] as const;

let tree: string;
/** File → the rules that it breaks. */
const broken = new Map<string, string[]>();

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), "deskfleet-lint-"));
  const put = (file: string, text: string): void => {
    mkdirSync(join(tree, dirname(file)), { recursive: true });
    writeFileSync(join(tree, file), text, { flag: "wx" });
  };
  const settings = JSON.parse(readFileSync("biome.json", "utf8"));
  put("biome.json", JSON.stringify({ ...settings, vcs: { enabled: false } }));
  for (const { file, to } of probes) {
    const target = relative(dirname(file), `${to}/thing.js`);
    put(file, `import type { Thing } from "${target}";\n\nexport type Mine = Thing;\n`);
  }
  for (const [file, code] of [...impure, ...circle]) put(file, code);
  const biome = join(process.cwd(), "node_modules/@biomejs/biome/bin/biome");
  const words = [biome, "lint", "--reporter=json", "--max-diagnostics=none", "."];
  const { stdout } = spawnSync(process.execPath, words, {
    cwd: tree,
    encoding: "utf8",
    maxBuffer: 64_000_000,
  });
  const report = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: string } }[] };
  for (const { category, location } of report.diagnostics) {
    broken.set(location.path, [...(broken.get(location.path) ?? []), category]);
  }
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

test("every room of the tree stands in the table", () => {
  const grouped = ["backend"];
  const top = readdirSync("sim").filter((room) => !grouped.includes(room));
  const backend = readdirSync("sim/backend", { withFileTypes: true }).filter((each) => each.isDirectory());
  const there = [
    ...top.map((room) => `sim/${room}`),
    ...backend.map(({ name }) => `sim/backend/${name}`),
    "reports",
  ];
  expect(there.sort()).toEqual([...rooms].sort());
});

describe.each(Object.keys(arrows))("%s", (room) => {
  const own = probes.filter(({ from }) => from === room || from.startsWith(`${room}/inner`));

  test.each(own.filter(({ allowed }) => !allowed))("$from may not import $to", ({ file }) => {
    expect(broken.get(file)?.join()).toContain("noRestrictedImports");
  });

  const reached = own.filter(({ allowed }) => allowed);
  if (reached.length === 0) return;
  test("imports the rooms that it may", () => {
    expect(reached.filter(({ file }) => broken.has(file))).toEqual([]);
  });
});

test.each(impure)("%s does no I/O and knows no time", (file, _code, rule) => {
  expect(broken.get(file)?.join()).toContain(rule);
});

test("two files may not import each other's types", () => {
  for (const [file] of circle) expect(broken.get(file)?.join()).toContain("noImportCycles");
});
