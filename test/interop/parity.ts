import { readdirSync, readFileSync } from "node:fs";
import { expect, type TestContext } from "vitest";
import { requireAsterisk, startAsterisk } from "./asterisk.js";
import { labTarget, runOnTarget } from "./hybrid-target.js";

/** Of the built-in scenarios, those that calls, contacts and trunks decide. `run --compare` plays all of them by hand. */
const folders = ["audio", "emergency", "failover", "logout", "placeholder", "roam", "trunks", "wire"];

const numbers = ["911", "933", "112"];

/** What a run of them may take. */
export const parityMs = 600_000;

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

/**
 * Plays them on a real Asterisk: each ends there as on the embedded PBX, or docs/parity.md says why not. There each passes:
 * `npm start` says so in every run of CI.
 */
export async function playsAsEmbedded(transport: "udp" | "tcp" | "tls", context: TestContext): Promise<void> {
  requireAsterisk(context);
  const pbx = await startAsterisk("two-offices", { host: "127.0.0.1", lastsMs: parityMs });
  const target = labTarget(pbx, {
    sip: { ...pbx.sip, "tls-port": pbx.tlsPort, transport },
    dial: { allow: numbers },
  });
  const { verdicts } = await runOnTarget(target, folders, ["--allow-emergency", numbers.join(",")]);
  const files = folders.flatMap((folder) => readdirSync(`scenarios/suites/${folder}`));
  expect(files.length).toBeGreaterThanOrEqual(120);
  expect(verdicts.length).toBe(files.length);
  const others = verdicts.filter(({ verdict }) => verdict !== "passed");
  const told = others.map(({ file, verdict, reason }) => {
    const name = file.replace(/^scenarios\/suites\/|\.yaml$/g, "");
    return { name, verdict, reason };
  });
  const failing = transport === "udp" ? [] : rowsOf("Over TCP and TLS");
  const known = [
    ...rowsOf("Blocked").map((name) => ({ name, verdict: "blocked" })),
    ...failing.map((name) => ({ name, verdict: "failed" })),
  ];
  const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);
  expect(told.sort(byName)).toMatchObject(known.sort(byName));
}
