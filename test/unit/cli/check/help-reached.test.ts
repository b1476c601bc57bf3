import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runInProcess } from "../../../command/run-in-process.js";
import { scratchFolder } from "../../../e2e/scratch.js";

const text = readFileSync("scenarios/setups/two-offices.yaml", "utf8");

function explain(setup: string, ...flags: readonly string[]) {
  const file = join(scratchFolder(), "setup.yaml");
  writeFileSync(file, setup);
  return runInProcess(["check", file, "--from", "new-york", ...flags]);
}

/** With a line at the head of the routes. */
function withRoute(route: string): string {
  return text.replace(/^routes:\n/m, `routes:\n  - ${route}\n`);
}

describe("the exit code of check --explain is that of the call", () => {
  test("0 where the PSAP is reached", async () => {
    const { code, stdout } = await explain(text, "--explain", "911", "--as", "1001");
    expect([code, stdout]).toEqual([0, expect.not.stringMatching(/[✗!]/)]);
  });

  test.each([
    [
      "a catch-all takes it to a carrier",
      withRoute('{ name: All, patterns: [{ prefix: "9", match: "." }], trunk: carrier }'),
      "911 is not routed to the PSAP",
    ],
    [
      "a PIN is asked for first",
      `${withRoute('{ name: Asks, type: emergency, patterns: ["911"], trunk: emergency, password: "4711" }')}`,
      'route "Asks" asks for a PIN or a password',
    ],
  ])("1 where %s", async (_why, setup, missing) => {
    const { code, stdout } = await explain(setup, "--explain", "911", "--as", "1001");
    expect([code, stdout]).toEqual([1, expect.stringContaining(`✗ the PSAP is not reached: ${missing}\n`)]);
    const json = await explain(setup, "--explain", "911", "--as", "1001", "--json");
    expect([json.code, JSON.parse(json.stdout)]).toEqual([
      1,
      { explanations: [expect.objectContaining({ psap: { reached: false, missing } })] },
    ]);
  });

  // The matrix of the same desk has a "!".
  test.each<readonly [string, string, string, string?, string?]>([
    ["help is sent to another place", 'emergency-cid: "3125550100"', "help is sent to chicago"],
    ["no location has the number", 'emergency-cid: "2125550177"', "no location has the number 2125550177"],
    [
      "the number is withheld",
      'outbound-cid: "hidden <2125550101>"',
      "2125550101 is withheld: a PSAP may not be shown it",
    ],
    [
      "nobody is called back",
      'emergency-cid: "2125550100"',
      "no inbound route for 2125550100: a call-back rings nobody",
      '\ninbound-routes: [{ did: "5", extension: "1001" }]',
    ],
    [
      "some desks of the place cannot call",
      'emergency-cid: "2125550100"',
      "desks at 127.10.7.0/24 are taken for 9000 and cannot call",
      "",
      "max-contacts: 10, match-permit: [127.10.7.0/24] }",
    ],
  ])("0 with a ! where the PSAP is reached and %s", async (_why, identity, degraded, more = "", match) => {
    const setup = `${text
      .replace(
        'secret: s3cret-alice-4f1c, outbound-cid: "2125550101"',
        `secret: s3cret-alice-4f1c, ${identity}`,
      )
      .replace("max-contacts: 10 }", match ?? "$&")}\npolicies: { emergency-identity: extension }${more}\n`;
    const { code, stdout } = await explain(setup, "--explain", "911", "--as", "1001");
    expect([code, stdout]).toEqual([0, expect.stringContaining(`! the PSAP is reached, but ${degraded}\n`)]);
    const json = await explain(setup, "--explain", "911", "--as", "1001", "--json");
    expect(JSON.parse(json.stdout)).toEqual({
      explanations: [expect.objectContaining({ psap: { reached: true, degraded } })],
    });
  });

  test("1 where one of many callers does not reach it", async () => {
    const setup = text.replace("max-contacts: 10 }", "max-contacts: 10, match-permit: [127.10.0.0/16] }");
    expect((await explain(setup, "--explain", "911", "--as", "9000")).code).toBe(0);
    expect((await explain(setup, "--explain", "911")).code).toBe(1);
  });

  test("1 for 9911 too, where an emergency route is there for it", async () => {
    const setup = withRoute(
      '{ name: Outside, type: emergency, patterns: [{ prefix: "9", match: "911" }], trunk: carrier }',
    ).replace("carrier: { far-end: both }", "carrier: { far-end: carrier }");
    const { code, stdout } = await explain(setup, "--explain", "9911", "--as", "1001");
    expect([code, stdout]).toEqual([1, expect.stringContaining("9911 is not routed to the PSAP")]);
  });

  test("0 for any other number, wherever it ends", async () => {
    const { code, stdout } = await explain(text, "--explain", "4711", "--as", "1001");
    expect([code, stdout]).toEqual([0, expect.not.stringContaining("PSAP")]);
  });
});
