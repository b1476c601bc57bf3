import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { faultNames, faults } from "../../sim/model/rules/faults.js";
import { ruleIds } from "../../sim/model/rules/rules.js";
import { runCli } from "../e2e/cli.js";
import { refuseSecrets } from "../e2e/no-secrets.js";
import { scratchFolder } from "../e2e/scratch.js";
import { runProof } from "../proofs/wire/wire-proof.js";
import { readNoticedBy } from "./noticed-by.js";

/** A fault breaks its rules in a running backend or phone; what is mapped must fail, and for that reason. */

const suites = "scenarios/suites";
const noticedBy = readNoticedBy();
const cases = faultNames.flatMap((fault) => noticedBy[fault].map((notice) => ({ fault, ...notice })));

const played = cases.filter(({ proof }) => proof === undefined);
const onTheWire = cases.flatMap(({ proof, ...each }) => (proof === undefined ? [] : [{ ...each, proof }]));

test.for(onTheWire)("$fault is noticed by $scenario", async ({ fault, proof, lastSeen }) => {
  await expect(runProof(proof, [fault])).rejects.toThrow(lastSeen);
});

test.concurrent.for(played)("$fault is noticed by $scenario", async (each, context) => {
  const { fault, scenario, lastSeen } = each;
  const file = join(scratchFolder(context), "r.json");
  const { code, stdout, stderr } = await runCli([
    ...["run", `${suites}/${scenario}.yaml`, "--no-tui", "--seed", "1", "--fault", fault],
    ...["--report", `json=${file}`],
  ]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  const text = readFileSync(file, "utf8");
  refuseSecrets("the report", text);
  const [failed] = JSON.parse(text).scenarios;
  expect(failed).toMatchObject({ verdict: "failed" });
  const step = failed.steps.find(({ verdict }: { verdict: string }) => verdict === "failed");
  // What the backend noted about it comes last, and is no proof that the harness saw the fault.
  const seen = (step.lastSeen ?? "").replace(/(^|; )backend( on \S+)?: .*$/s, "") || step.message;
  expect(seen).toMatch(lastSeen);
  expect(stdout).toContain(step.lastSeen ?? step.message);
});

/** Of the others the coverage page says which no fault breaks. */
const demanded = ruleIds.filter(
  (id) => /^(HD-|T)/.test(id) || faultNames.some((fault) => breaks(fault).includes(id)),
);

describe("every rule of the seed page and every transition, and what else a fault breaks", () => {
  test.for(demanded)("%s is broken by a fault that one of its own scenarios notices", (rule) => {
    const breaking = faultNames.filter((fault) => breaks(fault).includes(rule));
    const proofs = breaking
      .flatMap((fault) => noticedBy[fault])
      .flatMap(({ scenario, proof }) => proof?.rules ?? rulesOf(scenario));
    expect(proofs).toContain(rule);
  });
});

function breaks(fault: (typeof faultNames)[number]): readonly string[] {
  return faults[fault].breaks;
}

function rulesOf(scenario: string): readonly string[] {
  const { rules } = parse(readFileSync(`${suites}/${scenario}.yaml`, "utf8")) as { rules?: string[] };
  return rules ?? [];
}
