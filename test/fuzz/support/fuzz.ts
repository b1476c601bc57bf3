import fc from "fast-check";
import { expect } from "vitest";
import { partMs, seed } from "./budget.js";
import { heapInUse } from "./heap.js";

/** Inputs between two looks at the clock. */
const batch = 10;
/** No single input may keep anybody busy for longer. */
const inputTimeoutMs = 15_000;
/** What may be more in use at the end than after the warm-up, for caches and compiled code. */
const maxGrowthBytes = 8 * 1024 * 1024;

/**
 * Feeds batches until the budget is spent, and watches the memory.
 * @param feed a batch of that size; rejects where it did harm
 */
export async function fuzzInBatches(
  name: string,
  size: number,
  budget: { readonly ms: number } | { readonly inputs: number },
  feed: (round: number) => Promise<void>,
): Promise<void> {
  const started = performance.now();
  let warm: number | undefined;
  let rounds = 0;
  const spent = (): number =>
    "ms" in budget ? (performance.now() - started) / budget.ms : (rounds * size) / budget.inputs;
  while (spent() < 1) {
    await feed(rounds++);
    if (warm === undefined && spent() > 1 / 4) warm = await heapInUse();
  }
  const growth = (await heapInUse()) - (warm ?? 0);
  const megabytes = (growth / 1024 / 1024).toFixed(1);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(
    `${name}: ${rounds * size} messages in ${seconds} s, seed ${seed}, heap ${megabytes} MB since the warm-up`,
  );
  expect(warm, "the budget is too small to warm up").toBeDefined();
  expect(growth).toBeLessThan(maxGrowthBytes);
}

/**
 * Feeds inputs until the time of this part is over, and watches the memory.
 * @param check rejects where an input did harm; fast-check then looks for the smallest such input
 */
export async function fuzz<Input>(
  name: string,
  input: fc.Arbitrary<Input>,
  check: (input: Input) => Promise<void>,
): Promise<void> {
  const started = performance.now();
  let warm: number | undefined;
  let batches = 0;
  while (performance.now() - started < partMs) {
    await fc.assert(fc.asyncProperty(input, check), {
      seed: seed + batches,
      numRuns: batch,
      timeout: inputTimeoutMs,
      endOnFailure: false,
    });
    batches++;
    if (warm === undefined && performance.now() - started > partMs / 4) warm = await heapInUse();
  }
  const growth = (await heapInUse()) - (warm ?? 0);
  const megabytes = (growth / 1024 / 1024).toFixed(1);
  console.log(`${name}: ${batches * batch} inputs, seed ${seed}, heap ${megabytes} MB since the warm-up`);
  expect(warm, "the time of this part is too short to warm up").toBeDefined();
  expect(growth).toBeLessThan(maxGrowthBytes);
}
