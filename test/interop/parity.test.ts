import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { requireAsterisk, startAsterisk } from "./asterisk.js";
import { labTarget, runOnTarget } from "./hybrid-target.js";

beforeEach(requireAsterisk);

/** Of the built-in scenarios, those that calls, contacts and trunks decide. `run --compare` plays all of them by hand. */
const folders = ["audio", "emergency", "failover", "logout", "placeholder", "roam", "trunks", "wire"];

const numbers = ["911", "933", "112"];

const limitMs = 600_000;

/** Scenarios of the rows below a heading of docs/parity.md, as far as they are in those folders. */
function rowsOf(heading: string): string[] {
  const page = readFileSync("docs/parity.md", "utf8");
  const section = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  const names = rows.flatMap((row) => [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)]);
  return names
    .map(([, name = ""]) => name)
    .filter((name) => folders.some((folder) => name.startsWith(`${folder}/`)));
}

// On its PBX each scenario passes: `npm start` says so in every run of CI.
test.concurrent.for(["udp", "tcp", "tls"] as const)(
  "over %s scenarios end on a real Asterisk as on the embedded PBX, or docs/parity.md says why not",
  { timeout: limitMs },
  async (transport) => {
    const pbx = await startAsterisk("two-offices", { host: "127.0.0.1", lastsMs: limitMs });
    const target = labTarget(pbx, {
      sip: { ...pbx.sip, "tls-port": pbx.tlsPort, transport },
      dial: { allow: numbers },
    });
    const { verdicts } = await runOnTarget(target, folders, ["--allow-emergency", numbers.join(",")]);
    expect(verdicts.length).toBeGreaterThanOrEqual(120);
    const others = verdicts.filter(({ verdict }) => verdict !== "passed");
    const told = others.map(({ file, verdict, reason }) => {
      const name = file.replace(/^scenarios\/suites\/|\.yaml$/g, "");
      return { name, verdict, reason };
    });
    const known = [
      ...rowsOf("Blocked").map((name) => ({ name, verdict: "blocked" })),
      ...(transport === "udp" ? [] : rowsOf("Over TCP and TLS").map((name) => ({ name, verdict: "failed" }))),
    ];
    const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);
    expect(told.sort(byName)).toMatchObject(known.sort(byName));
  },
);
