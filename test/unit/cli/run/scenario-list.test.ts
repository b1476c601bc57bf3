import { expect, test } from "vitest";
import { listAsJson, listAsText } from "../../../../sim/cli/run/scenario-list.js";
import { parseScenario } from "../../../../sim/scenario/file/load-scenario.js";

function scenarioIn(file: string, head: string) {
  const text = `${head}\nsetup: y\nphones: { lobby: { model: CIP270 } }\nsteps: [{ power-on: lobby }]\n`;
  return parseScenario({ file, text }, ["CIP270"]);
}

const scenarios = [
  scenarioIn("b.yaml", "scenario: A phone starts"),
  scenarioIn(
    "a.yaml",
    "scenario: A phone without a mapping reboots at its first login\ntags: [login, reboot]\nrules: [HD-7, HD-16]\npolicies: { second-login: move, logout-confirm: ask }",
  ),
];

test("the list is sorted and names what each scenario proves", () => {
  expect(listAsText(scenarios, Number.POSITIVE_INFINITY)).toBe(`a.yaml
    A phone without a mapping reboots at its first login
    tags     login, reboot
    rules    HD-7, HD-16
    policies second-login=move, logout-confirm=ask

b.yaml
    A phone starts

2 scenarios
`);
});

test("on a terminal no line is wider than it", () => {
  const lines = listAsText(scenarios, 40).split("\n");
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(40);
  expect(lines.slice(0, 3)).toEqual([
    "a.yaml",
    "    A phone without a mapping reboots at",
    "    its first login",
  ]);
  expect(lines).toContain("             logout-confirm=ask");
});

test("a script reads the same", () => {
  expect(JSON.parse(listAsJson(scenarios))).toEqual([
    {
      file: "a.yaml",
      name: "A phone without a mapping reboots at its first login",
      tags: ["login", "reboot"],
      rules: ["HD-7", "HD-16"],
      policies: { "second-login": "move", "logout-confirm": "ask" },
      phones: 1,
      steps: 1,
    },
    expect.objectContaining({ file: "b.yaml", rules: [], policies: {} }),
  ]);
});
