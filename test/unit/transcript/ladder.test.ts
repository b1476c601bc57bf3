import { expect, test } from "vitest";
import { renderLadder } from "../../../sim/transcript/ladder.js";
import { sampleRun } from "../reports/sample-run.js";

test("arrows point from sender to receiver, fingers stand between them", () => {
  const lines = renderLadder(sampleRun(), ["lobby"]);
  expect(lines[1]).toMatch(/\+0\.000s {2}lobby {2}│ ▣ key Login/);
  expect(lines[2]).toMatch(/│── GET \/apps\/login ─+▶│/);
  expect(lines[3]).toMatch(/│◀─+ 200 InputScreen ──│/);
  expect(lines[4]).toMatch(/│── REGISTER sip:127\.0\.0\.1 \(repeat\) ─+▶│/);
});

test("what the PBX announces stands on its side", () => {
  const said = { type: "announcement", extension: "9000", number: "911", says: "all-busy" } as const;
  const lines = renderLadder([...sampleRun(), { ...said, seq: 999, atMs: 99_999 }], ["lobby"]);
  expect(lines.at(-1)).toMatch(/│ +☎ announcement to 9000 for 911: all-busy │$/);
});

test("phones that were not asked for do not appear", () => {
  expect(renderLadder(sampleRun(), ["attic"])).toEqual([]);
});
