import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../e2e/scratch.js";
import { leaks, startHostileTarget } from "./hostile-target.js";
import { runInProcess } from "./run-in-process.js";

test("K9, K10: a server that repeats every secret brings none into the run file, a report or the terminal", async (context) => {
  const hostile = await startHostileTarget(context);
  const folder = scratchFolder(context);
  const at = (name: string) => join(folder, name);
  writeFileSync(
    at("target.yaml"),
    JSON.stringify({
      ...{ target: "hostile", kind: "lab", "config-server": hostile.configServer },
      sip: hostile.sip,
    }),
  );
  writeFileSync(
    at("scenario.yaml"),
    `scenario: A server that repeats what it should not know
setup: ${resolve("scenarios/setups/two-offices.yaml")}
phones: { desk: { model: CIP270, location: new-york } }
steps:
  - power-on: desk
  - expect: { phone: desk, keys: [Line, Login], registration: refused }
  - press: { phone: desk, key: Login }
  - expect: { phone: desk, screen: { kind: form, title: Login } }
  - type: { phone: desk, text: "1001" }
  - type: { phone: desk, text: "${leaks.typedPin}" }
  - softkey: { phone: desk, softkey: Submit }
  - expect: { phone: desk, screen: { kind: menu } }
  - softkey: { phone: desk, softkey: Select }
  - expect: { phone: desk, screen: { text: the server answered 500 } }
  - expect: { phone: desk, screen: { kind: form }, within: 100ms }
`,
  );
  const reports = ["json", "junit", "line"].flatMap((kind) => [
    "--report",
    `${kind}=${at(`report.${kind}`)}`,
  ]);
  const run = await runInProcess([
    ...["run", at("scenario.yaml"), "--target", at("target.yaml"), "--no-tui"],
    ...["--run-file", at("run.ndjson"), ...reports],
  ]);
  const again = await runInProcess(["report", at("run.ndjson")]);

  // All of it was really said.
  expect(hostile.asked()).toEqual(
    expect.arrayContaining(["/files/phone.xml", "/apps/again", `/apps/menu/${leaks.typedPin}`, "/apps/end"]),
  );
  expect(hostile.heard).toContain("REGISTER");
  const said: Record<string, string> = {
    stdout: run.stdout,
    stderr: run.stderr,
    "stdout of report": again.stdout,
    "stderr of report": again.stderr,
    ...Object.fromEntries(
      ["run.ndjson", "report.json", "report.junit", "report.line"].map((name) => [
        name,
        readFileSync(at(name), "utf8"),
      ]),
    ),
  };
  expect(said["stdout"]).toContain("1 failed");
  expect(said["run.ndjson"]).toContain("403 Wrong password");
  const found = Object.entries(said).flatMap(([where, text]) =>
    Object.entries(leaks).flatMap(([what, secret]) => {
      const place = text.indexOf(secret);
      return place < 0 ? [] : [`${what} in ${where}: ${text.slice(Math.max(0, place - 80), place + 40)}`];
    }),
  );
  expect(found).toEqual([]);
});
