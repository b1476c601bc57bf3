import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startCli } from "../e2e/cli.js";
import { scratchFolder } from "../e2e/scratch.js";
import { runInProcess } from "./run-in-process.js";

test("scenarios on one backend: what one leaves blocks the next, unless the target is reset", async (context) => {
  const backend = startCli(["backend", "scenarios/setups/two-offices.yaml", "--json"]);
  onTestFinished(() => void backend.stop());
  const ready = JSON.parse(await backend.line((line) => line.includes('"ready"')));
  const target = join(scratchFolder(context), "target.yaml");
  const asTarget = (more: object) =>
    writeFileSync(
      target,
      JSON.stringify({
        ...{ target: "of the test", kind: "lab", dial: { allow: ["911"] } },
        ...{ "config-server": ready.configServer, "control-url": ready.controlUrl },
        sip: { host: ready.sip.host, port: ready.sip.udpPort },
        ...more,
      }),
    );
  const suites = ["faults/app-answers-too-much.yaml", "emergency/user-at-the-own-desk.yaml"];
  const run = [
    ...["run", ...suites.map((suite) => `scenarios/suites/${suite}`), "--no-tui"],
    ...["--target", target, "--allow-emergency", "911"],
  ];

  asTarget({});
  const left = await runInProcess(run);
  expect(left.stdout).toContain("0 failed");
  expect(left.stdout).toContain("an earlier scenario left a fault of its web server");
  expect(left.code).toBe(1);

  asTarget({ reset: true });
  const clean = await runInProcess(run);
  expect(clean.stdout).toContain("2 passed, 0 failed");
  expect(clean.code).toBe(0);
});
