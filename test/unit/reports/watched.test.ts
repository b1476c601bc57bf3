import { expect, test } from "vitest";
import { json } from "../../../reports/json.js";
import { junit } from "../../../reports/junit.js";
import { line } from "../../../reports/line/report.js";
import type { EventBody, TranscriptEvent } from "../../../sim/transcript/event.js";

const introduced = {
  type: "handset",
  ...{ model: "CIP270", location: "new-york", address: "127.1.0.1" },
  ...{ lineKeys: 4, keysPerPage: 4, callWithoutRegistration: true },
} as const;

/** Two desks that were watched: one registered, one still booting when the user quit. */
function watchedRun(): TranscriptEvent[] {
  const harness: EventBody[] = [
    {
      type: "run-start",
      ...{ runFileVersion: 1, deskfleet: "0.1.0", startedAt: "2026-01-02T03:04:05.000Z", seed: 42 },
      command: "watch",
    },
  ];
  const front: EventBody[] = [
    { ...introduced, mac: "00:1f:c1:00:00:01" },
    { type: "state", state: "READY", reason: "an app asked for it" },
    {
      type: "config",
      ...{ outcome: "applied", file: "cfg001fc1000001.xml", extension: "1008", accountLabel: "1008" },
      ...{ keys: [], dropped: [], settings: {} },
    },
    { type: "registration", state: "registered", extension: "1008", status: 200 },
  ];
  const back: EventBody[] = [
    { ...introduced, mac: "00:1f:c1:00:00:02" },
    { type: "state", state: "BOOT", reason: "power on" },
  ];
  const quit: [string | undefined, EventBody][] = [
    ["front", { type: "emergency-path", number: "911", path: "good", missing: "" }],
    ["back", { type: "emergency-path", number: "911", path: "none", missing: "booting" }],
    [undefined, { type: "tear-down" }],
    ["front", { type: "registration", state: "unregistered", extension: "1008", status: 200 }],
    ["front", { type: "power", on: false }],
  ];
  const end: EventBody = {
    type: "run-end",
    verdict: "not-judged",
    counts: { passed: 0, failed: 0, flaky: 0, blocked: 0, skipped: 0 },
    ...{ durationMs: 1500, invalid: [] },
  };
  const told: [string | undefined, EventBody][] = [
    ...harness.map((body): [undefined, EventBody] => [undefined, body]),
    ...front.map((body): [string, EventBody] => ["front", body]),
    ...back.map((body): [string, EventBody] => ["back", body]),
    ...quit,
    [undefined, end],
  ];
  return told.map(([phone, body], seq) => ({
    ...body,
    ...{ seq, atMs: seq * 10 },
    ...(phone === undefined ? {} : { phone }),
  }));
}

test("JSON has the desks as they were when the user quit, and whether each can make an emergency call", () => {
  const report = JSON.parse(json.render(watchedRun()));
  expect(report).toMatchObject({
    verdict: "not-judged",
    handsets: [
      {
        ...{ name: "front", registration: "registered", lastEvent: "registered 1008 (200)" },
        emergency: { number: "911", canDial: "yes" },
      },
      { name: "back", state: "BOOT", emergency: { number: "911", canDial: "no", why: "booting" } },
    ],
  });
  expect(report.handsets[0].emergency).not.toHaveProperty("why");
});

test("a run file that was cut off shows the desks as they were last, and claims no emergency path", () => {
  const cut = watchedRun().filter(({ type }) => !["emergency-path", "tear-down", "run-end"].includes(type));
  const report = JSON.parse(json.render(cut));
  expect(report).toMatchObject({ verdict: "interrupted", handsets: [{ state: "OFF" }, { state: "BOOT" }] });
  expect(report.handsets[0]).not.toHaveProperty("emergency");
  expect(line.render(cut)).toContain("  front  1008        unregistered  emergency call: not known\n");
});

test("the text ends with the desks as they were when the user quit", () => {
  const lines = line.render(watchedRun()).split("\n");
  const at = lines.indexOf("When it ended:");
  expect(lines.slice(at + 1)).toEqual([
    "  front  1008        registered    can dial 911: yes",
    "  back   no account  unregistered  can dial 911: no (booting)",
    "",
    "911: no gap in the emergency paths of 2 desks",
    "watched for 1.5 s (seed 42)",
    "",
  ]);
});

test("JUnit tells the same of each desk, and judges none", () => {
  const xml = junit.render(watchedRun());
  expect(xml).toContain(
    "<system-out>registered · 1008 · can dial 911: yes · registered 1008 (200)</system-out>",
  );
  expect(xml).toContain(
    "<system-out>unregistered · no account · can dial 911: no (booting) · power on</system-out>",
  );
  expect(xml).toMatch(/^<testsuites [^>]*failures="0" errors="0"/m);
});
