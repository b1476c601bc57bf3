import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KeyListener } from "../../../../sim/media/dtmf/key-listener.js";
import { packetsOfKey } from "../../../../sim/media/dtmf/key-packets.js";
import {
  eventOf,
  keyOf,
  readTelephoneEvent,
  type TelephoneEvent,
  writeTelephoneEvent,
} from "../../../../sim/media/dtmf/telephone-event.js";

const keys = fc.array(fc.constantFrom(..."0123456789*#"), { minLength: 1, maxLength: 20 });
const samples = 160;

type Sent = { ssrc: number; timestamp: number; marker: boolean; payload: Uint8Array };

/** All packets of keys that are pressed one after another. @param stands the timestamp does not go on */
function sent(pressed: readonly string[], first = 0, stands = false): Sent[] {
  let now = first;
  return pressed.flatMap((key) => {
    const times = packetsOfKey(key, samples) ?? [];
    const timestamp = stands ? first : now;
    now = (now + times.length * samples) >>> 0;
    return times.flat().map((packet) => ({ ...packet, ssrc: 1, timestamp }));
  });
}

function heard(packets: readonly Sent[]): { keys: string; lost: number } {
  const listener = new KeyListener();
  const told = packets.map((packet) => listener.hear(packet));
  return {
    keys: told.map((each) => (each?.kind === "key" ? each.key : "")).join(""),
    lost: told.filter((each) => each?.kind === "lost").length,
  };
}

describe("a telephone event (RFC 4733 §2.3)", () => {
  test("is read as it was written", () => {
    const event = fc.record({
      event: fc.integer({ min: 0, max: 255 }),
      end: fc.boolean(),
      volume: fc.integer({ min: 0, max: 63 }),
      duration: fc.integer({ min: 0, max: 0xffff }),
    });
    fc.assert(
      fc.property(event, (told) => {
        expect(readTelephoneEvent(writeTelephoneEvent(told))).toEqual(told);
      }),
    );
  });

  test("has a code for each key", () => {
    expect(["0", "9", "*", "#", "A", "D"].map(eventOf)).toEqual([0, 9, 10, 11, 12, 15]);
    expect([0, 11, 16, 255].map(keyOf)).toEqual(["0", "#", undefined, undefined]);
    expect([eventOf(""), eventOf("12"), eventOf("x")]).toEqual([undefined, undefined, undefined]);
  });
});

test("PBX-112: a key is marked at its beginning, grows, and ends three times", () => {
  const told = sent(["5"]).map(({ marker, payload }) => ({ marker, ...readTelephoneEvent(payload) }));
  const packet = (duration: number, { marker = false, end = false }) => ({
    ...{ marker, end, duration, event: 5 },
    volume: expect.any(Number),
  });
  const end = packet(640, { end: true });
  expect(told).toEqual([packet(160, { marker: true }), packet(320, {}), packet(480, {}), end, end, end]);
});

describe("PBX-112: keys are told apart by their timestamps", () => {
  test("each is heard once, wherever the timestamps begin", () => {
    const begin = fc.integer({ min: 0, max: 0xffff_ffff });
    fc.assert(
      fc.property(keys, begin, (pressed, first) => {
        expect(heard(sent(pressed, first))).toEqual({ keys: pressed.join(""), lost: 0 });
      }),
    );
  });

  test("each is heard once although packets of it are lost, as long as one comes", () => {
    fc.assert(
      fc.property(keys, fc.infiniteStream(fc.boolean()), (pressed, fates) => {
        const packets = sent(pressed);
        const came = packets.filter((packet, index) => {
          const isLast = packets[index + 1]?.timestamp !== packet.timestamp;
          return isLast || fates.next().value;
        });
        expect(heard(came)).toEqual({ keys: pressed.join(""), lost: 0 });
      }),
    );
  });

  test("F-66: of keys with one timestamp the first alone is heard, and each other is told to be lost", () => {
    fc.assert(
      fc.property(keys, (pressed) => {
        expect(heard(sent(pressed, 4000, true))).toEqual({
          keys: pressed[0],
          lost: pressed.length - 1,
        });
      }),
    );
  });

  test("what comes late of the key before is not heard again", () => {
    const packets = sent(["1", "2"]);
    const late = packets.find(({ timestamp }) => timestamp === 0);
    expect(heard([...packets, ...(late ? [late] : [])])).toEqual({ keys: "12", lost: 0 });
  });
});

test("a sender that begins anew with another SSRC is heard, whatever its timestamps (RFC 3550 §5.1)", () => {
  const anew = sent(["3", "4"], 1000).map((packet) => ({ ...packet, ssrc: 2 }));
  expect(heard([...sent(["1", "2"], 5_000_000), ...anew])).toEqual({ keys: "1234", lost: 0 });
});

test("a payload of any bytes is heard or not, and never more than a key", () => {
  const listener = new KeyListener();
  const packets = fc.record({
    ssrc: fc.integer({ min: 0, max: 1 }),
    timestamp: fc.integer({ min: 0, max: 0xffff_ffff }),
    marker: fc.boolean(),
    payload: fc.uint8Array({ maxLength: 12 }),
  });
  fc.assert(
    fc.property(packets, (packet) => {
      const told = listener.hear(packet);
      if (told?.kind === "key") expect(told.key).toMatch(/^[0-9*#A-D]$/);
    }),
    { numRuns: 1000 },
  );
});

test("a hook flash is no key", () => {
  const flash: TelephoneEvent = { event: 16, end: true, volume: 10, duration: 800 };
  const packet = { ssrc: 1, timestamp: 1, marker: true, payload: writeTelephoneEvent(flash) };
  expect(new KeyListener().hear(packet)).toBeUndefined();
});
