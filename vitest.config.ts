import { defineConfig } from "vitest/config";

const project = (name: string, testTimeout: number) => ({
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], testTimeout, hookTimeout: testTimeout },
});

export default defineConfig({
  test: {
    // End-to-end tests wait for processes of their own far more than they compute.
    maxConcurrency: 11,
    // Tests of sockets and processes wait more than they compute.
    maxWorkers: 4,
    projects: [
      project("unit", 15_000),
      project("torture", 30_000),
      project("e2e", 90_000),
      project("interop", 180_000),
      project("bench", 300_000),
      project("fuzz", 300_000),
      project("mutation", 90_000),
      project("durability", 600_000),
    ],
  },
});
