import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reportKinds } from "../../../../reports/kinds.js";
import { decodeRunFile } from "../../../../sim/transcript/run-file.js";
import { runInProcess } from "../../../command/run-in-process.js";
import { scratchFolder } from "../../../e2e/scratch.js";

const runs = ["run", "load"].map((kind) => `test/unit/reports/fixtures/recorded-${kind}.ndjson`);
const [run = "", load = ""] = runs;

test.each(runs.flatMap((file) => reportKinds.map((kind) => [file, kind.name, kind] as const)))(
  "%s of before is rendered as %s by the command",
  async (file, name, { render }) => {
    const { code, stdout, stderr } = await runInProcess(["report", file, "--report", `${name}=-`]);
    expect(stdout).toBe(render(decodeRunFile(file, readFileSync(file, "utf8")).events));
    expect(stderr).toBe("");
    expect(code).toBe(0);
  },
);

test.each([
  ["two runs put together", (text: string) => text + readFileSync(load, "utf8"), "another run begins"],
  ["an event left out", (text: string) => text.replace(/^\{"seq":5,.*\n/m, ""), "event 5 is missing"],
])("K27: %s is an invalid run for a shell too", async (_what, change, problem) => {
  const file = join(scratchFolder(), "r.ndjson");
  writeFileSync(file, change(readFileSync(run, "utf8")));
  const { code, stdout, stderr } = await runInProcess(["report", file]);
  expect(stderr).toContain(problem);
  expect(stdout).toContain("run invalid");
  expect(code).toBe(3);
});
