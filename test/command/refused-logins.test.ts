import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../e2e/scratch.js";
import { runInProcess } from "./run-in-process.js";

interface Broken {
  readonly name: string;
  readonly reason: string;
  readonly backendNotes: readonly { readonly phones: readonly string[]; readonly text: string }[];
  readonly ladder: readonly string[];
  readonly steps: readonly { readonly verdict: string; readonly lastSeen?: string }[];
}

const reasons = [
  ["A login with a wrong PIN", "login refused, wrong-pin"],
  ["A login with an extension that nobody has", "login refused, unknown-extension"],
  ["A login of a user whose group may not", "login refused, hotdesk-disabled"],
  ["A login with the right PIN after a wrong one too many", "login refused, locked-out"],
  ["A third desk on a placeholder that takes two", "refused REGISTER: 403 Max Contacts 2 reached"],
] as const;

test("refusals that look alike on the phone differ by their reason in text, JSON and JUnit", async () => {
  const folder = scratchFolder();
  const file = (name: string): string => join(folder, name);
  const { code, stdout } = await runInProcess([
    ...["run", "test/e2e/fixtures/refused-logins", "--no-tui"],
    ...["--report", `json=${file("r.json")}`, "--report", `junit=${file("r.xml")}`],
  ]);
  expect(code).toBe(1);
  const { scenarios } = JSON.parse(readFileSync(file("r.json"), "utf8")) as { scenarios: Broken[] };
  const junit = readFileSync(file("r.xml"), "utf8").split("<testcase ");
  const text = stdout.split("✗ failed ");
  for (const [name, reason] of reasons) {
    const scenario = scenarios.find((each) => each.name === name);
    const step = scenario?.steps.find(({ verdict }) => verdict === "failed");
    expect(step?.lastSeen).toMatch(new RegExp(`; backend: ${reason}`));
    expect(scenario?.reason).toContain(reason);
    expect(scenario?.ladder.join("\n")).toMatch(new RegExp(`■ ${reason}.* │$`, "m"));
    expect(scenario?.backendNotes.at(-1)?.phones).toHaveLength(1);
    expect(junit.find((each) => each.includes(`name="${name}"`))).toContain(reason);
    expect(text.find((each) => each.startsWith(name))).toMatch(new RegExp(`last seen: .*${reason}`));
  }
});
