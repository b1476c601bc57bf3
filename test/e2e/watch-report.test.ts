import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseStringPromise } from "xml2js";
import { runCli, startCli } from "./cli.js";
import { refuseSecrets } from "./no-secrets.js";
import { scratchFolder } from "./scratch.js";

test("watch leaves a run file and reports at its end, as other commands do", async () => {
  const folder = scratchFolder();
  const file = (name: string): string => join(folder, name);
  const watch = startCli([
    ...["watch", "--seed", "5", "--run-file", file("w.ndjson")],
    ...["--report", `json=${file("w.json")}`, "--report", `junit=${file("w.xml")}`],
  ]);
  await watch.line((text) => /chicago-cip270 +blank/.test(text));
  const { code, stdout } = await watch.stop();
  expect(code).toBe(0);

  const report = JSON.parse(readFileSync(file("w.json"), "utf8"));
  expect(report).toMatchObject({ command: "watch", verdict: "not-judged", seed: 5, scenarios: [] });
  expect(report.handsets).toHaveLength(6);
  expect(report.handsets[0]).toMatchObject({ name: "new-york-cip230", model: "CIP230", state: "BLANK" });
  expect(report.handsets[0].emergency).toEqual({ number: "911", canDial: "no", why: "no account" });
  const { testsuites } = (await parseStringPromise(readFileSync(file("w.xml"), "utf8"))) as {
    testsuites: { $: Record<string, string> };
  };
  expect(testsuites.$).toMatchObject({ tests: "6", failures: "0", errors: "0" });

  const again = await runCli(["report", file("w.ndjson")]);
  expect(again.code).toBe(0);
  expect(again.stdout).toContain("chicago-cip270");
  expect(again.stdout).toMatch(/\nwatched for \d+\.\d s \(seed 5\)\n$/);
  for (const line of stdout.trimEnd().split("\n")) expect(again.stdout).toContain(line);
  expect(JSON.parse((await runCli(["report", file("w.ndjson"), "--report", "json=-"])).stdout)).toEqual(
    report,
  );
  const written = ["w.json", "w.xml", "w.ndjson"].map((name) => readFileSync(file(name), "utf8"));
  expect(written.join("")).toContain("GET");
  for (const text of written) refuseSecrets("a report or the run file of watch", text);
});

test("a report on stdout has it alone", async () => {
  const watch = startCli(["watch", "--report", "json=-"]);
  await watch.errorLine((text) => /chicago-cip230 +blank/.test(text));
  const { stdout } = await watch.stop();
  expect(JSON.parse(stdout)).toMatchObject({ command: "watch" });
});

test("a watch says first what of an imported setup it plays otherwise, and how to log in", async () => {
  const watch = startCli(["watch", "--no-tui", "test/e2e/fixtures/drill/stand-in-pins.yaml"]);
  await watch.line((text) => /hall-cip230 +blank/.test(text));
  const { code, stdout } = await watch.stop();
  expect(code).toBe(0);
  const [networks, pins] = stdout.split("\n");
  expect(networks).toBe("networks are played on loopback: 10.20.0.0/16 as 127.20.0.0/16");
  expect(pins).toBe(
    "the PIN of 1001 is a stand-in of the import: type as many * as the PIN has digits, write PINs there, or import --with-secrets",
  );
});

test("a report kind that there is not is refused before anything starts", async () => {
  const { code, stderr } = await runCli(["watch", "--report", "jsno=-"]);
  expect(code).toBe(2);
  expect(stderr).toContain('unknown report "jsno"');
});

test("without a terminal watch prints lines", async () => {
  const watch = startCli(["watch", "--seed", "5"]);
  const line = await watch.line((text) => /chicago-cip230 +blank/.test(text));
  expect(line).not.toContain("\u001b");
  const { code } = await watch.stop();
  expect(code).toBe(0);
});
