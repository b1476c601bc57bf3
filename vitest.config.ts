import { defineConfig } from "vitest/config";

/**
 * Tests wait on events: a time-out is the guard against one that never comes, and is set for a machine that has much
 * else to do.
 * @param isolate false: a worker loads each module once for all its files, which must then share no global state
 */
const project = (name: string, testTimeout: number, { isolate = true, folders = [name] } = {}) => ({
  test: {
    name,
    include: folders.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`),
    testTimeout,
    hookTimeout: testTimeout,
    isolate,
    expect: { poll: { timeout: testTimeout / 2, interval: 20 } },
  },
});

export default defineConfig({
  test: {
    // End-to-end tests wait for processes of their own far more than they compute.
    maxConcurrency: 11,
    // Tests of sockets and processes wait more than they compute.
    maxWorkers: 4,
    projects: [
      // Whole commands without a process of their own need the same modules.
      project("unit", 60_000, { isolate: false, folders: ["unit", "command"] }),
      project("torture", 90_000, { isolate: false }),
      project("e2e", 240_000, { isolate: false }),
      project("process", 240_000),
      project("interop", 180_000),
      project("bench", 300_000),
      project("fuzz", 300_000),
      project("mutation", 240_000),
      project("durability", 600_000),
    ],
  },
});
