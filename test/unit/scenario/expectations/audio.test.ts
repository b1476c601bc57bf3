import { describe, expect, test } from "vitest";
import { audio } from "../../../../sim/scenario/expectations/audio.js";
import { hears } from "../../../../sim/scenario/expectations/hears.js";
import { lostKeys } from "../../../../sim/scenario/expectations/lost-keys.js";
import type { HandsetEvent } from "../../../../sim/transcript/event.js";
import { logOf, phoneAfter } from "../phone-events.js";

type AudioEvent = Extract<HandsetEvent, { type: "audio" }>;

const call = (
  state: "dialling" | "answered" | "ended",
  direction: "outgoing" | "incoming" = "outgoing",
): HandsetEvent => ({ type: "call", call: "help", direction, state, number: "911" });

const heard = (way: AudioEvent["way"], who?: AudioEvent["hears"]): AudioEvent => ({
  ...{ type: "audio", call: "help", way, lost: 0, jitterMs: 0 },
  ...(who === undefined ? {} : { hears: who }),
});

const on = (phone: string, ...events: HandsetEvent[]) => events.map((event) => ({ ...event, phone }));

describe("audio of a call", () => {
  test("is what its phone heard last", () => {
    const log = logOf(...on("desk", call("answered"), heard("none"), heard("both-ways", "psap")));
    expect(audio.ofCall?.("both-ways", log.call("help"))?.met).toBe(true);
    expect(hears.ofCall?.("psap", log.call("help"))?.met).toBe(true);
    expect(audio.ofCall?.("none", log.call("help"))).toEqual({
      met: false,
      expected: "audio none",
      seen: "call help on desk hears psap, and is heard",
    });
    expect(hears.ofCall?.("prompt", log.call("help"))).toMatchObject({ met: false, seen: "hears psap" });
  });

  test.each([
    ["one-way", "psap", "both-ways", "call help on desk hears psap, and is not told that it is heard"],
    ["none", undefined, "both-ways", "call help on desk hears nothing"],
    ["both-ways", "psap", "one-way", "call help on desk hears psap, and is heard"],
    ["one-way", "other", "both-ways", "call help on desk hears somebody, and is not told that it is heard"],
  ] as const)("%s is not %s", (way, who, expected, seen) => {
    const log = logOf(...on("desk", call("answered"), heard(way, who)));
    expect(audio.ofCall?.(expected, log.call("help"))).toMatchObject({ met: false, seen });
    expect(audio.ofCall?.(way, log.call("help"))).toMatchObject({ met: true });
  });

  test("is not known of a call that has no sound yet, or that nobody placed: not even none", () => {
    const log = logOf(...on("desk", call("answered")));
    expect(audio.ofCall?.("none", log.call("help"))).toMatchObject({
      met: false,
      seen: "call help on desk has no sound",
    });
    expect(hears.ofCall?.("nobody", log.call("help"))?.met).toBe(false);
    expect(audio.ofCall?.("none", logOf().call("help"))).toMatchObject({ met: false, seen: "no call" });
    expect(hears.ofCall?.("nobody", logOf().call("help"))?.met).toBe(false);
  });

  test("is that of the last call of its name", () => {
    const log = logOf(
      ...on("desk", call("answered"), heard("both-ways", "psap"), call("ended"), call("dialling")),
    );
    expect(audio.ofCall?.("both-ways", log.call("help"))?.met).toBe(false);
  });

  test("is none of a call that has ended, whatever was heard in it last", () => {
    const log = logOf(...on("desk", call("answered"), heard("both-ways", "psap"), call("ended")));
    expect(audio.ofCall?.("both-ways", log.call("help"))).toEqual({
      met: false,
      expected: "audio both-ways",
      seen: "call help on desk, which is ended, has no sound",
    });
    expect(hears.ofCall?.("psap", log.call("help"))?.met).toBe(false);
    expect(hears.ofCall?.("nobody", log.call("help"))?.met).toBe(false);
  });

  test("is none on a phone that lost its power in the call", () => {
    const log = logOf(
      ...on("desk", call("answered"), heard("both-ways", "psap"), { type: "power", on: false }),
    );
    expect(audio.ofCall?.("both-ways", log.call("help"))).toMatchObject({
      met: false,
      seen: "call help on desk has no sound",
    });
    expect(hears.ofCall?.("psap", log.call("help"))?.met).toBe(false);
  });

  test("is not known any more when the sides have agreed anew", () => {
    const events = on("desk", call("answered"), heard("both-ways", "psap"), heard("unknown"));
    const log = logOf(...events);
    for (const way of ["both-ways", "one-way", "none"] as const) {
      expect(audio.ofCall?.(way, log.call("help"))?.met).toBe(false);
      expect(audio.ofPhone?.(way, phoneAfter(call("answered"), heard(way), heard("unknown")))?.met).toBe(
        false,
      );
    }
    expect(hears.ofCall?.("nobody", log.call("help"))?.met).toBe(false);
  });

  test("must hold on every phone that dialled it", () => {
    const log = logOf(
      ...on("one", call("answered"), heard("both-ways", "psap")),
      ...on("two", call("answered"), heard("one-way", "psap")),
    );
    expect(audio.ofCall?.("both-ways", log.call("help"))?.met).toBe(false);
  });
});

describe("audio of a phone", () => {
  test("is that of the call that it is in, dialled or not", () => {
    const phone = phoneAfter(call("answered", "incoming"), heard("both-ways", "phone"));
    expect(audio.ofPhone?.("both-ways", phone)?.met).toBe(true);
    expect(hears.ofPhone?.("phone", phone)?.met).toBe(true);
    expect(hears.ofPhone?.("nobody", phone)?.met).toBe(false);
  });

  test("is none of a phone without a call", () => {
    const phone = phoneAfter(call("answered"), heard("both-ways", "psap"), call("ended"));
    expect(audio.ofPhone?.("both-ways", phone)).toMatchObject({ met: false, seen: "no call" });
    expect(hears.ofPhone?.("nobody", phone)?.met).toBe(false);
  });
});

test.each([
  [{}, true],
  [{ carrier: "none" }, true],
  [{ carrier: { number: "13125550188" } }, false],
  [{ announcement: "call-limit" }, false],
])("no lost key beside %j says nothing: %s", (others, isMisuse) => {
  expect(lostKeys.misuse?.("none", undefined, others) !== undefined).toBe(isMisuse);
  expect(lostKeys.misuse?.("some", undefined, others)).toBeUndefined();
});

test("lost keys are counted since the last dial", () => {
  const log = logOf({ type: "key-lost", extension: "9000", number: "911" });
  expect(lostKeys.ofLostKeys?.("some", log.lostKeys)?.met).toBe(true);
  expect(lostKeys.ofLostKeys?.("none", log.lostKeys)).toMatchObject({ met: false });
  log.markDial();
  expect(lostKeys.ofLostKeys?.("some", log.lostKeys)).toMatchObject({ met: false, seen: "no key was lost" });
  expect(lostKeys.ofLostKeys?.("none", log.lostKeys)?.met).toBe(true);
});
