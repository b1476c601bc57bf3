import { expect, test } from "vitest";
import { json } from "../../../reports/json.js";
import { line } from "../../../reports/line/report.js";
import { DeskfleetError } from "../../../sim/model/errors.js";
import { decodeRunFile, encodeEvent } from "../../../sim/transcript/run-file.js";
import { sampleLoad } from "../reports/sample-load.js";
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
])("what is not a run file of ours is refused: %#", (content, message) => {
  expect(() => decodeRunFile("r.ndjson", content)).toThrow(DeskfleetError);
  expect(() => decodeRunFile("r.ndjson", content)).toThrow(message);
});

const lines = text.trimEnd().split("\n");
const passed = sampleRun().map((event) =>
  encodeEvent(event.type === "run-end" ? { ...event, verdict: "passed" } : event),
);

test.each([
  [
    "two runs put together",
    [...passed, ...lines.map((each) => `${each}\n`)],
    "another run begins at line 31",
  ],
  ["an event left out", passed.toSpliced(5, 1), "event 5 is missing before line 6"],
  ["several left out", passed.toSpliced(5, 3), "events 5 to 7 are missing before line 6"],
  ["an event twice", passed.toSpliced(5, 0, passed[4] ?? ""), "line 6 holds event 4 again or out of order"],
  [
    "a line in the middle that cannot be read",
    passed.toSpliced(5, 1, "{\n"),
    "event 5 is missing before line 7",
  ],
  ["an event left out, and no end", passed.slice(0, -1).toSpliced(5, 1), "event 5 is missing before line 6"],
])("K27: %s: the reader says so, and no report is green", (_name, content, problem) => {
  const { events, problems } = decodeRunFile("r.ndjson", content.join(""));
  expect(problems.join()).toContain(problem);
  expect(line.render(events)).toMatch(/^run invalid: the run file is not one whole run: .*\ninvalid: /m);
  expect(JSON.parse(json.render(events))).toMatchObject({
    verdict: "invalid",
    invalid: [expect.stringContaining(problem)],
  });
});

test("a load run of which something is missing is invalid too", () => {
  const content = sampleLoad().map((event) => encodeEvent({ ...event, seq: event.seq * 2 }));
  const { events } = decodeRunFile("r.ndjson", content.join(""));
  expect(line.render(events)).toContain("run invalid: the run file is not one whole run: event 1 is missing");
});

test("a whole run, and one that was cut off at its end, have no such problem", () => {
  expect(decodeRunFile("r.ndjson", text).problems).toEqual([]);
  expect(decodeRunFile("r.ndjson", text.slice(0, -40)).problems).toEqual([]);
});
