import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../e2e/scratch.js";
import { runInProcess } from "./run-in-process.js";

const scenario = "scenarios/suites/trunks/pin-in-the-call-record.yaml";

// proves: PBX-107
test.each([
  ["the embedded PBX", 0, []],
  ["a PBX that shows it", 1, ["--fault", "pin-in-call-record"]],
])(
  "a PIN that is stored with a call by %s stands in no report, no run file and no output",
  async (_pbx, expected, flags) => {
    const folder = scratchFolder();
    const kinds = ["json", "junit", "line"].map((kind) => [kind, join(folder, `report.${kind}`)] as const);
    const runFile = join(folder, "run.ndjson");
    const { code, stdout, stderr } = await runInProcess([
      ...["run", scenario, "--no-tui", "--run-file", runFile, ...flags],
      ...kinds.flatMap(([kind, path]) => ["--report", `${kind}=${path}`]),
    ]);
    expect(code).toBe(expected);
    const written = [runFile, ...kinds.map(([, path]) => path)].map((path) => readFileSync(path, "utf8"));
    for (const text of [stdout, stderr, ...written]) expect(text).not.toMatch(/047182|805126/);
    // It did stand in the record.
    if (expected === 1) expect(stdout).toContain("accountcode •••");
  },
);
