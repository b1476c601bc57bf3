import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { explain, explanationText } from "../../../../sim/cli/check/explain.js";
import { yamlOf } from "../../../../sim/model/files/yaml-of.js";
import { parseSetup } from "../../../../sim/model/setup/parse-setup.js";
import { twoOffices } from "../../backend/pbx/two-offices.js";

const file = "scenarios/setups/two-offices.yaml";
const mondayNoon = Date.parse("2026-11-30T12:00:00Z");

function explained(
  number: string,
  question: { as?: string; from?: string } = {},
  text = readFileSync(file, "utf8"),
) {
  const source = { file: "lab.yaml", text };
  const setup = parseSetup(source, ["CIP230", "CIP250", "CIP270"]);
  return explain(setup, yamlOf(source), {
    number,
    as: undefined,
    from: undefined,
    atMs: mondayNoon,
    ...question,
  });
}

describe("deskfleet check --explain", () => {
  test("says step by step what becomes of a number, with rule and place, and where it ends", () => {
    const text = explanationText(explained("911", { as: "1001", from: "chicago" }), "lab.yaml");
    expect(text).toMatch(/^911 from 1001 in chicago\n/);
    expect(text).toMatch(/route "Emergency" takes 911 by its pattern 911\n +PBX-85, lab\.yaml:\d+:\d+\n/);
    expect(text).toContain(
      "→ the PSAP receives 911 with caller id 3125550100 by trunk emergency; its address is",
    );
  });

  test("callers that fare alike are told once", () => {
    const [all, ...more] = explained("911", { from: "new-york" });
    expect(more).toEqual([]);
    expect(all?.callers).toEqual(Object.keys(twoOffices().extensions));
    expect(explanationText(all ? [all] : [], "x")).toContain("0 of 3 outside calls of the caller run");
  });

  test("where the setup has inbound routes, it says whom a call-back rings", () => {
    const text = `${readFileSync(file, "utf8")}\ninbound-routes: [{ did: "3125550100", extension: "9000" }]\n`;
    const outcome = (from: string) => explained("911", { as: "1001", from }, text)[0]?.outcome;
    expect(outcome("chicago")).toMatch(/Chicago, IL; a call-back rings all phones of 9000$/);
    // Marked below the outcome, once.
    const said = explanationText(explained("911", { as: "1001", from: "new-york" }, text), "lab.yaml");
    expect(said.split("a call-back rings nobody").length - 1).toBe(1);
    expect(said).toContain("\n! the PSAP is reached, but no inbound route for 2125550100: a call-back");
    expect(explained("911", { as: "1001", from: "chicago" })[0]?.outcome).not.toContain("call-back");
  });

  test("an emergency device is hung up at other routes (PBX-99), a device without a user gets nowhere (PBX-100)", () => {
    const text = readFileSync(file, "utf8").replace(
      '  "9000": {',
      '  "70911": { name: Lobby, role: emergency-device, secret: s3cret-70911 }\n  "9000": { device-user: none,',
    );
    const told = (number: string, as: string) =>
      explanationText(explained(number, { as }, text), "lab.yaml").split("\n");
    expect(told("12125550188", "70911").slice(-3, -1)).toEqual([
      expect.stringMatching(/^ {6}PBX-99, lab\.yaml:\d+:\d+$/),
      '→ refused with 603: 70911 is an emergency device: it is hung up at route "Outbound", which is no emergency route',
    ]);
    expect(told("911", "9000")).toEqual([
      "911 from 9000",
      "  nobody is logged on at the device 9000: it can call nothing",
      expect.stringMatching(/^ {6}PBX-100, lab\.yaml:\d+:\d+$/),
      expect.stringContaining("→ an announcement answers and the call goes nowhere: nobody is logged on"),
      "✗ the PSAP is not reached: an announcement answers: nobody is logged on at the device 9000: it can call nothing",
      "",
    ]);
  });

  test("a phone that Match (Permit) takes for another extension gets no call through (PBX-71)", () => {
    const text = readFileSync(file, "utf8").replace(
      "max-contacts: 10 }",
      "max-contacts: 10, match-permit: [127.10.0.0/16] }",
    );
    expect(explained("911", { as: "1001", from: "new-york" }, text)[0]?.outcome).toContain(
      "refused with 401: the phone is taken for 9000",
    );
  });

  test("those that do not are told apart", () => {
    const outcomes = explained("3125551234").map(({ callers, outcome }) => [
      callers.includes("9000"),
      outcome,
    ]);
    expect(outcomes).toContainEqual([
      true,
      "refused with 403: 9000 may not call out (placeholder-calls: internal)",
    ]);
    expect(outcomes.filter(([isPlaceholder]) => !isPlaceholder).length).toBeGreaterThan(0);
  });

  test("a catch-all above the emergency route is seen", () => {
    const text = readFileSync(file, "utf8").replace(
      /^routes:\n/m,
      'routes:\n  - { name: All, patterns: [{ prefix: "9", match: "." }], trunk: carrier }\n',
    );
    const [first] = explained("911", { as: "1001" }, text);
    expect(first?.outcome).toMatch(/^a carrier receives 11 /);
  });

  test.each([
    [{ as: "4711" }, "--as 4711: the setup has no such extension"],
    [{ from: "bostn" }, "--from bostn: the setup has no such location, only new-york, chicago"],
  ])("%j is bad usage", (question, message) => {
    expect(() => explained("911", question)).toThrow(
      expect.objectContaining({ message, code: "DF_CLI_USAGE" }),
    );
  });
});
