import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Reception } from "../../../../sim/media/rtp/reception.js";

const packetMs = 20;

/** Takes packets by their number, each on time. @param first sequence number of number 0 */
function received(numbers: readonly number[], first = 0): Reception {
  const reception = new Reception(8000);
  for (const number of numbers) reception.add(packet(number, first), number * packetMs);
  return reception;
}

function packet(number: number, first = 0, ssrc = 1) {
  return {
    ssrc,
    sequence: (first + number) & 0xffff,
    timestamp: (number * 160) >>> 0,
    payloadType: 0,
    marker: false,
    payload: new Uint8Array(),
  };
}

const all = Array.from({ length: 100 }, (_, number) => number);

describe("what one stream has lost (RFC 3550 A.3)", () => {
  test("nothing, where all came in order, on time", () => {
    expect(received(all).counts).toEqual({
      received: 100,
      lost: 0,
      reordered: 0,
      duplicates: 0,
      jitterMs: 0,
    });
  });

  test("is every packet between first and last that did not come, over the end of 16 bits too", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xffff }),
        fc.uniqueArray(fc.integer({ min: 1, max: 98 }), { maxLength: 60 }),
        (first, missing) => {
          const came = all.filter((number) => !missing.includes(number));
          expect(received(came, first).counts).toMatchObject({ lost: missing.length, received: came.length });
        },
      ),
    );
  });

  test("is not what comes late, or twice", () => {
    expect(received([0, 2, 1, 3, 3, 4]).counts).toMatchObject({ lost: 0, reordered: 1, duplicates: 1 });
  });

  test("is not counted between two senders, or where one begins anew", () => {
    const reception = received([0, 1, 3]);
    reception.add({ ...packet(500), ssrc: 2 }, 80);
    reception.add({ ...packet(501), ssrc: 2 }, 100);
    reception.add({ ...packet(20_000), ssrc: 2 }, 120);
    expect(reception.counts).toMatchObject({ received: 6, lost: 1 });
  });

  test("any order of any packets is counted", () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 });
    fc.assert(
      fc.property(numbers, (sequences) => {
        const { received: counted, lost, jitterMs } = received(sequences).counts;
        expect(counted).toBe(sequences.length);
        expect(Number.isInteger(lost)).toBe(true);
        expect(jitterMs).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

test("jitter grows by a sixteenth of each difference (RFC 3550 A.8)", () => {
  const reception = new Reception(8000);
  for (const number of all) reception.add(packet(number), number * packetMs + (number % 2) * 8);
  // Packets are 8 ms early or late against the one before: it closes in on 8 ms.
  expect(reception.counts.jitterMs).toBeGreaterThan(7.9);
  expect(reception.counts.jitterMs).toBeLessThan(8.1);
});
