import { expect, test } from "vitest";
import { createRandom } from "../../../../sim/model/random.js";
import { lossModel } from "../../../../sim/sip/transport/loss.js";

test("loses the share that it is asked for, and the same datagrams for the same seed", () => {
  const lost = (share: number): boolean[] => {
    const lose = lossModel(createRandom(7), share);
    return Array.from({ length: 10_000 }, () => lose("sent", Buffer.alloc(0)));
  };
  expect(lost(0)).not.toContain(true);
  expect(lost(1)).not.toContain(false);
  const share = lost(0.4).filter(Boolean).length / 10_000;
  expect(share).toBeGreaterThan(0.37);
  expect(share).toBeLessThan(0.43);
  expect(lost(0.4)).toEqual(lost(0.4));
});
