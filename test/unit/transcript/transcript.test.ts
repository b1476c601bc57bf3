import { expect, test } from "vitest";
import { ManualClock } from "../../../sim/model/manual-clock.js";
import type { TranscriptEvent } from "../../../sim/transcript/event.js";
import { createRedactor } from "../../../sim/transcript/redaction.js";
import { Transcript } from "../../../sim/transcript/transcript.js";

const plain = (text: string): string => text;

test("events are numbered without gaps, timed from the start and carry their owner", () => {
  const clock = new ManualClock();
  clock.advance(1000);
  const transcript = new Transcript(clock, plain);
  clock.advance(5);
  transcript.scope({}).record({ type: "note", text: "run" });
  clock.advance(5);
  transcript.scope({ scenario: "1" }).record({ type: "note", text: "scenario" });
  clock.advance(5);
  transcript.scope({ scenario: "1", phone: "lobby" }).record({ type: "beep" });
  expect(transcript.events).toEqual([
    { seq: 0, atMs: 5, type: "note", text: "run" },
    { seq: 1, atMs: 10, type: "note", text: "scenario", scenario: "1" },
    { seq: 2, atMs: 15, type: "beep", scenario: "1", phone: "lobby" },
  ]);
});

test("no listener and no record ever sees a secret", () => {
  const transcript = new Transcript(new ManualClock(), createRedactor(["71428501"]));
  const heard: TranscriptEvent[] = [];
  transcript.subscribe((event) => heard.push(event));
  transcript.scope({ phone: "lobby" }).record({
    type: "screen",
    screen: { kind: "menu", title: "x 71428501", items: ["71428501"], selected: 0, softkeys: [] },
  });
  expect(JSON.stringify(heard)).not.toContain("71428501");
  expect(JSON.stringify(transcript.events)).not.toContain("71428501");
  expect(JSON.stringify(heard)).toContain("•••");
});

test.each(["full", "outcomes"] as const)(
  "what a phone learns as a secret is one from then on (%s)",
  (detail) => {
    const transcript = new Transcript(new ManualClock(), createRedactor(["known-pass"]));
    const recorder = transcript.scope({ phone: "lobby" }, detail);
    for (const secret of ["known-pass", "wire-pass"]) {
      recorder.hide(secret);
      recorder.record({ type: "note", text: `403 Wrong password ${secret}` });
    }
    expect(transcript.events.map((event) => (event.type === "note" ? event.text : ""))).toEqual([
      "403 Wrong password •••",
      "403 Wrong password •••",
    ]);
  },
);

test("a listener hears nothing after it left, and may leave while it is notified", () => {
  const transcript = new Transcript(new ManualClock(), plain);
  const heard: string[] = [];
  const leave = transcript.subscribe((event) => {
    heard.push(`once ${event.seq}`);
    leave();
  });
  transcript.subscribe((event) => heard.push(`always ${event.seq}`));
  const recorder = transcript.scope({});
  recorder.record({ type: "beep" });
  recorder.record({ type: "beep" });
  expect(heard).toEqual(["once 0", "always 0", "always 1"]);
});

test("a listener that throws harms neither the recording phone nor the other listeners", async () => {
  const transcript = new Transcript(new ManualClock(), plain);
  const surfaced = new Promise((resolve) => process.once("uncaughtException", resolve));
  const others = process.listeners("uncaughtException").slice(0, -1);
  for (const each of others) process.off("uncaughtException", each);
  const heard: number[] = [];
  transcript.subscribe(() => {
    throw new Error("a report with a bug");
  });
  transcript.subscribe(({ seq }) => heard.push(seq));
  try {
    transcript.scope({}).record({ type: "beep" });
    transcript.scope({}).record({ type: "beep" });
    expect(heard).toEqual([0, 1]);
    expect(await surfaced).toMatchObject({ message: "a report with a bug" });
  } finally {
    for (const each of others) process.on("uncaughtException", each);
  }
});

test("the level of detail is the scope's", () => {
  const transcript = new Transcript(new ManualClock(), plain);
  expect(transcript.scope({}).detail).toBe("full");
  expect(transcript.scope({}, "outcomes").detail).toBe("outcomes");
});

test("a transcript that keeps nothing still notifies its listeners, with rising numbers", () => {
  const transcript = new Transcript(new ManualClock(), (text) => text, { keep: false });
  const heard: number[] = [];
  transcript.subscribe(({ seq }) => heard.push(seq));
  const recorder = transcript.scope({ phone: "lobby" });
  recorder.record({ type: "beep" });
  recorder.record({ type: "beep" });
  expect(heard).toEqual([0, 1]);
  expect(transcript.events).toEqual([]);
});

test("what a listener records is told to all after what made it do so", () => {
  const transcript = new Transcript(new ManualClock(), plain);
  const heard: string[] = [];
  transcript.subscribe((event) => {
    if (event.type === "beep") transcript.scope({}).record({ type: "note", text: "a beep" });
  });
  transcript.subscribe(({ seq, type }) => heard.push(`${seq} ${type}`));
  transcript.scope({ phone: "lobby" }).record({ type: "beep" });
  transcript.scope({ phone: "lobby" }).record({ type: "tear-down" });
  expect(heard).toEqual(["0 beep", "1 note", "2 tear-down"]);
});
