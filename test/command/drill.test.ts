import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../e2e/scratch.js";
import { runInProcess } from "./run-in-process.js";

test("a drill samples as many calls as asked for, and reports gaps and calls", async () => {
  const { code, stdout } = await runInProcess([
    ...["drill", "--calls", "6", "--desks", "3", "--seed", "5", "--hardware-speed", "1000"],
    ...["--report", "json=-"],
  ]);
  const { verdict, emergency, scenarios } = JSON.parse(stdout);
  expect({ code, verdict }).toEqual({ code: 0, verdict: "passed" });
  expect(emergency.samples.disagreed).toBe(0);
  expect(emergency.samples.agreed + emergency.samples.dropped).toBe(6);
  expect(scenarios).toHaveLength(1);
  expect(scenarios[0].emergency.desks).toHaveLength(3);
});

test("most calls of a drill are from desks with a path: people log in first, and what is proven is rarely asked again", async () => {
  const { stdout } = await runInProcess([
    ...["drill", "--calls", "30", "--desks", "6", "--seed", "7", "--hardware-speed", "1000"],
    ...["--report", "json=-"],
  ]);
  const { emergency } = JSON.parse(stdout);
  expect(emergency.never).toBe(0);
  expect(emergency.samples.withPath).toBeGreaterThan(20);
  expect(emergency.samples.withPath).toBeLessThanOrEqual(30);
});

test("a drill of a setup without desks says so", async () => {
  const { code, stderr } = await runInProcess(["drill", "test/e2e/fixtures/drill/no-desks.yaml"]);
  expect(code).toBe(2);
  expect(stderr).toContain("no location has a desk of a model that there is a profile for");
});

test("desks that never could call prove nothing: the drill is invalid, and nothing of it looks passed", async () => {
  const file = join(scratchFolder(), "run.ndjson");
  const { code, stdout } = await runInProcess([
    ...["drill", "test/e2e/fixtures/drill/nobody.yaml", "--calls", "2", "--desks", "1"],
    ...["--hardware-speed", "1000", "--no-tui", "--run-file", file],
  ]);
  expect(stdout).toContain("run invalid: no desk ever had an emergency path, so no call proves anything");
  expect(stdout).toContain("! blocked Day 1");
  expect(stdout).toMatch(/^! drill +0 passed, 1 blocked/m);
  expect(stdout).toMatch(/^invalid: 0 passed, 0 failed, 1 blocked in /m);
  expect(stdout).not.toContain("did what the path says");
  expect(code).toBe(3);
  const { stdout: json } = await runInProcess(["report", file, "--report", "json=-"]);
  expect(JSON.parse(json)).toMatchObject({ verdict: "invalid", counts: { passed: 0, blocked: 1 } });
});

const short = ["--calls", "4", "--desks", "1", "--hardware-speed", "1000", "--seed", "3", "--no-tui"];
const someWithPath = /4 calls sampled, [1-4] of them from desks with a path: 4 did what the path says/;

test("the networks of a real site are played on loopback, and the drill says so first", async () => {
  const { code, stdout } = await runInProcess([
    "drill",
    "test/e2e/fixtures/drill/real-network.yaml",
    ...short,
  ]);
  expect(stdout).toMatch(/^networks are played on loopback: 10\.20\.0\.0\/16 as 127\.20\.0\.0\/16\n/);
  expect(stdout).toMatch(someWithPath);
  expect(code).toBe(0);
});

test("Match (Permit) moves along with its network: what it does to 911 there shows (PBX-70)", async () => {
  const { stdout } = await runInProcess(["drill", "test/e2e/fixtures/drill/matched-network.yaml", ...short]);
  expect(stdout).toContain("admission: the PBX takes it for 1001, by its address (Match (Permit))");
  expect(stdout).toMatch(someWithPath);
});

test("a setup that was imported without secrets is drilled with made-up PINs, and every report says so", async () => {
  const file = join(scratchFolder(), "run.ndjson");
  const imported = ["drill", "test/e2e/fixtures/drill/stand-in-pins.yaml", ...short];
  const { code, stdout } = await runInProcess([...imported, "--verbose", "--run-file", file]);
  const remark = "the PIN of 1001 is a stand-in of the import: the drill logs in with made-up ones as long";
  expect(stdout).toContain(`${remark}\n`);
  // With --verbose there is a line for the day.
  expect(stdout).toMatch(/^✓ Day 1 \(/m);
  expect(stdout).toMatch(someWithPath);
  expect(code).toBe(0);
  expect((await runInProcess(["report", file])).stdout).toContain(`${remark}\n`);
  const { stdout: json } = await runInProcess(["report", file, "--report", "json=-"]);
  expect(JSON.parse(json).remarks).toContain(remark);
});

test("a drill names each desk that was without 911, with its cause, in every report", async () => {
  const file = join(scratchFolder(), "run.ndjson");
  const { stdout } = await runInProcess([
    ...["drill", "test/e2e/fixtures/drill/nobody.yaml", "--calls", "12", "--desks", "12", "--seed", "7"],
    ...["--hardware-speed", "1000", "--no-tui", "--run-file", file],
  ]);
  const rows = (text: string): string[] =>
    text.split("\n").filter((row) => /^ {2}Day 1, \S+-\d+ .* s .* s +\d+ +0 {2}\S+: /.test(row));
  expect(stdout).toMatch(/^ {2}desk +location +longest +total +calls +reached +cause$/m);
  expect(rows(stdout)).toHaveLength(10);
  expect(stdout).toContain("and 2 more of 12 (--all shows them)");
  expect(rows((await runInProcess(["report", file])).stdout)).toHaveLength(12);
  const { stdout: json } = await runInProcess(["report", file, "--report", "json=-"]);
  const { without, samples } = JSON.parse(json).emergency;
  expect(without).toHaveLength(12);
  expect(without).toContainEqual(expect.objectContaining({ of: "Day 1", never: true, link: "E2" }));
  const placed = without.reduce(
    (sum: number, { calls }: { calls: { placed: number } }) => sum + calls.placed,
    0,
  );
  expect(placed).toBe(samples.agreed + samples.dropped + samples.disagreed);
  const { stdout: junit } = await runInProcess(["report", file, "--report", "junit=-"]);
  expect(junit).toContain('name="emergency.without.12"');
  expect(junit).not.toContain('name="emergency.without.13"');
});
