import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { reportKinds } from "../../../reports/kinds.js";
import { createLiveReporter } from "../../../reports/line/live.js";
import { createLiveWatch } from "../../../reports/line/watch.js";
import type { TranscriptEvent } from "../../../sim/transcript/event.js";
import { FleetView } from "../../../sim/transcript/fleet-view.js";
import { printable, printableLine } from "../../../sim/transcript/printable.js";
import { decodeRunFile } from "../../../sim/transcript/run-file.js";

test.each([
  ["\u001b[2J", "\\x1b[2J"],
  ["\u009b31m", "\\x9b31m"],
  ["bell\u0007 back\u0008 del\u007f", "bell\\x07 back\\x08 del\\x7f"],
  ["\u202e911", "\\u202e911"],
  ["a\r\nb\rc\td", "a\nb\\x0dc\td"],
  ["Jörg Müller ✓ 東京", "Jörg Müller ✓ 東京"],
])("%j is shown as %j", (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test("K17: a line end inside one line cannot pass for a line of the report", () => {
  expect(printableLine("Forbidden\npassed: 9 passed")).toBe("Forbidden\\npassed: 9 passed");
});

const hostile = "\u001b]0;owned\u0007\u009b2J\u202e";
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const dangerous = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

/** The recorded run, where every text that a peer, a file or a phone can choose holds control characters. */
function hostileRun(): TranscriptEvent[] {
  const path = new URL("../reports/fixtures/recorded-run.ndjson", import.meta.url);
  const { events } = decodeRunFile("recorded-run.ndjson", readFileSync(path, "utf8"));
  return events.map((event) => {
    if (event.type === "scenario-start")
      return { ...event, name: event.name + hostile, file: `a${hostile}/b.yaml` };
    if (event.type === "step-end") return { ...event, message: hostile, lastSeen: hostile };
    if (event.type === "sip") return { ...event, startLine: event.startLine + hostile };
    if (event.type === "scenario-end") return { ...event, reason: hostile };
    if (event.type === "backend-note")
      return { ...event, text: event.text.replace("login", `login${hostile}`) };
    if (event.type === "call") return { ...event, number: hostile, reason: hostile };
    if (event.type === "handset") return { ...event, model: hostile };
    return event;
  });
}

test.each(reportKinds.map((kind) => [kind.name, kind] as const))(
  "K17: no control byte reaches the %s report",
  (_name, kind) => {
    const text = kind.render(hostileRun());
    expect(text, "a report that names no scenario proves nothing here").toContain("owned");
    expect(text).not.toMatch(dangerous);
  },
);

test("nor the lines of a run, of watch, or a cell of the fleet view", () => {
  let printed = "";
  const print = (text: string): void => {
    printed += text;
  };
  const live = createLiveReporter({ print, columns: () => 80, colour: false, files: [], verbose: true });
  const watch = createLiveWatch(print);
  const fleet = new FleetView();
  for (const event of hostileRun()) {
    live(event);
    watch(event);
    fleet.apply(event);
  }
  expect(printed).toContain("owned");
  expect(printed).not.toMatch(dangerous);
  expect(JSON.stringify(fleet.handsets())).toContain("owned");
  for (const view of fleet.handsets()) {
    for (const text of [view.model, view.lastEvent, ...view.notes]) expect(text).not.toMatch(dangerous);
  }
});
