import { expect, test } from "vitest";
import { json } from "../../../reports/json.js";
import { DeskfleetError } from "../../../sim/model/errors.js";
import { decodeRunFile, encodeEvent } from "../../../sim/transcript/run-file.js";
import { sampleRun } from "../reports/sample-run.js";

const text = sampleRun().map(encodeEvent).join("");

test("a report from the run file equals the report of the run", () => {
  expect(json.render(decodeRunFile("r.ndjson", text).events)).toBe(json.render(sampleRun()));
});

test("a file that was cut off is read up to the cut", () => {
  const cut = decodeRunFile("r.ndjson", text.slice(0, -40));
  expect(cut.damagedLines).toEqual([sampleRun().length]);
  expect(cut.events).toHaveLength(sampleRun().length - 1);
});

test.each([
  ["", "no event"],
  ["hello\n", "not a run file"],
  ['{"type":"beep","seq":0,"atMs":0}\n', "not a run file"],
  [text.replace('"runFileVersion":1', '"runFileVersion":99'), "version 99"],
])("what is no run file of ours is refused: %#", (content, message) => {
  expect(() => decodeRunFile("r.ndjson", content)).toThrow(DeskfleetError);
  expect(() => decodeRunFile("r.ndjson", content)).toThrow(message);
});
