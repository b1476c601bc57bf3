import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../e2e/scratch.js";
import { backup } from "../unit/import/fixture.js";
import { full, isSampleThere } from "../unit/import/real-sample.js";
import { uncommented } from "../unit/import/uncommented.js";
import { runInProcess } from "./run-in-process.js";

interface Day {
  readonly extension: string;
  readonly placeholder: string;
  /** To pick from a list. */
  readonly template?: string;
  /** What an admin has mended since. */
  readonly mended?: object;
}

/** A user logs in at a desk, logs out, and somebody calls for help, with nothing but what the import suggests. */
function scenarioOf({ extension, placeholder, template, mended = {} }: Day): object {
  return {
    scenario: "A day at a desk of the suggested setup",
    setup: "../setup.yaml",
    // Simulated phones have addresses of this machine. The PIN is for the test to know.
    with: {
      locations: { "site-1": { subnet: "127.40.0.0/16" } },
      extensions: { [extension]: { voicemail: { pin: "71428501" } } },
      ...mended,
    },
    phones: { desk: { model: "CIP270", location: "site-1" } },
    steps: [
      { assign: { phone: "desk", extension: placeholder, template: "Logged Out", layout: "logout-270" } },
      { "power-on": "desk" },
      { expect: { phone: "desk", registered: placeholder } },
      {
        login: { phone: "desk", extension, pin: "71428501", ...(template === undefined ? {} : { template }) },
      },
      { expect: { phone: "desk", registered: extension } },
      { logout: "desk" },
      { expect: { phone: "desk", registered: placeholder } },
      { dial: { phone: "desk", number: "911", as: "help" } },
      { expect: { call: "help", state: "answered", psap: { location: "site-1" } } },
    ],
  };
}

test.each<[string, readonly string[], Day]>([
  [
    "a small PBX",
    [backup],
    { extension: "2002", placeholder: "2900", mended: { trunks: { e911: { disabled: false } } } },
  ],
  ...(isSampleThere
    ? [
        [
          "a real FreePBX 17",
          full,
          { extension: "1001", placeholder: "9000", template: "EST Default" },
        ] satisfies [string, readonly string[], Day],
      ]
    : []),
])(
  "in the suggested setup of %s people log in, log out and can call for help",
  async (_name, sources, day) => {
    const folder = scratchFolder();
    const target = join(folder, "setup.yaml");
    const imported = await runInProcess(["import", ...sources, "--to", target]);
    expect(imported.code).toBe(0);
    writeFileSync(target, uncommented(readFileSync(target, "utf8")));
    mkdirSync(join(folder, "days"));
    writeFileSync(join(folder, "days", "day.yaml"), JSON.stringify(scenarioOf(day)));
    const { code, stdout, stderr } = await runInProcess(["run", join(folder, "days"), "--no-tui"]);
    expect([code, stdout + stderr]).toEqual([0, expect.stringContaining("1 passed, 0 failed")]);
  },
);
