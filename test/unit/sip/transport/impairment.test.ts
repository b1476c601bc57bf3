import { expect, test } from "vitest";
import { createRandom } from "../../../../sim/model/random.js";
import { datagramFate, overtakenAfterMs } from "../../../../sim/sip/transport/impairment.js";

const none = { loss: 0, delayMs: 0, reorder: 0, duplicate: 0 };
const datagram = Buffer.alloc(0);

function fates(faults: Partial<typeof none>, seed = 7): (readonly number[])[] {
  const copies = datagramFate(createRandom(seed), () => ({ ...none, ...faults }));
  return Array.from({ length: 10_000 }, () => copies("sent", datagram));
}

function shareOf(all: readonly (readonly number[])[], what: (fate: readonly number[]) => boolean): number {
  return all.filter(what).length / all.length;
}

test("without faults every datagram arrives once, at once", () => {
  expect(new Set(fates({}).map(String))).toEqual(new Set(["0"]));
});

test("each fault comes as often as it is asked for, and the same for the same seed", () => {
  expect(shareOf(fates({ loss: 0.3 }), (fate) => fate.length === 0)).toBeCloseTo(0.3, 1);
  expect(shareOf(fates({ duplicate: 0.3 }), (fate) => fate.length === 2)).toBeCloseTo(0.3, 1);
  expect(shareOf(fates({ reorder: 0.3 }), ([first]) => first === overtakenAfterMs)).toBeCloseTo(0.3, 1);
  expect(fates({ loss: 1 }).flat()).toEqual([]);
  expect(new Set(fates({ delayMs: 40, duplicate: 1, reorder: 1 }).map(String))).toEqual(new Set(["140,140"]));
  expect(fates({ loss: 0.3, duplicate: 0.3 })).toEqual(fates({ loss: 0.3, duplicate: 0.3 }));
});

test("what cannot happen draws no chance", () => {
  const random = createRandom(1);
  datagramFate(random, () => ({ ...none, delayMs: 5 }))("received", datagram);
  expect(random.next()).toBe(createRandom(1).next());
});
