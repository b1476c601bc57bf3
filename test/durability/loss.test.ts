import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../e2e/cli.js";
import { refuseSecrets } from "../e2e/no-secrets.js";
import { scratchFolder } from "../e2e/scratch.js";

test.concurrent.for([1, 2, 3])(
  "with 40 per cent loss both ways retransmission carries login, logout and 911, seed %i",
  async (seed, context) => {
    const file = join(scratchFolder(context), "run.ndjson");
    const { code, stdout } = await runCli([
      "run",
      "test/e2e/fixtures/loss/login-logout-911.yaml",
      "--no-tui",
      ...["--seed", String(seed), "--timer-t1", "100", "--run-file", file],
      // One INVITE in 23 gets no answer in 64·T1: seven copies, each with its answer there and back with 0.36.
      ...["--retries", "2"],
    ]);
    expect(stdout).toMatch(/1 passed|1 flaky/);
    expect(stdout).toContain("0 failed");
    expect(code).toBe(0);
    const text = readFileSync(file, "utf8");
    refuseSecrets("the run file", text);
    const events = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const repeats = events.filter(({ type, repeat }) => type === "sip" && repeat === true);
    const lost = events.filter(({ type }) => type === "lost");
    expect({ repeats: repeats.length > 0, lost: lost.length > 0 }).toEqual({ repeats: true, lost: true });
  },
);
