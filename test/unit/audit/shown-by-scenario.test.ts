import { expect, test } from "vitest";
import { auditSetup } from "../../../sim/audit/audit-setup.js";
import { checks } from "../../../sim/audit/checks.js";
import { createSetupStore } from "../../../sim/backend/setup-store.js";
import { selectScenarios } from "../../../sim/cli/run/select-scenarios.js";
import { loadProfiles } from "../../../sim/files/package-files.js";
import type { Setup } from "../../../sim/model/setup/setup.js";

/** Checks that no scenario shows, each with the reason. */
const unshown = {
  "address-empty": "the PSAP of a scenario names the location, and no scenario reads its address",
  "address-for-both-networks": "on loopback both networks reach the same address",
  "emergency-trunk-disabled": "no scenario plays the states of trunks yet",
  "mapping-without-extension": "it is about phones that have mappings",
  "mapping-without-layout": "it is about phones that have mappings",
  "mapping-without-template": "it is about phones that have mappings",
  "match-permit-on-placeholder": "it harms nobody until a desk gets such an address",
  "max-contacts-clamped": "it would take a hundred phones",
  "ring-list-cut": "the embedded PBX rings every contact",
  "time-zone-unknown": "a phone shows what it was told, whatever that is",
} as const;

const profiles = loadProfiles();

/** What a scenario plays on: its setup, and what becomes of it by each of its Submits. */
function setupsOf(proof: string): Setup[] {
  const paths = [`scenarios/suites/${proof}.yaml`];
  const [planned] = selectScenarios({ paths, tags: [], grep: undefined, rules: [] }, profiles);
  if (planned === undefined) throw new Error(`there is no scenario ${proof}`);
  const store = createSetupStore(planned.setup);
  const later = planned.scenario.steps.flatMap((step) => {
    if (step.word !== "submit" || step.args.refused !== undefined) return [];
    store.submit(step.args.set);
    return [store.current];
  });
  return [planned.setup, ...later];
}

const shown = checks.flatMap(({ id, proof }) => (proof === undefined ? [] : [[id, proof] as const]));

test.each(shown)("what %s warns of is played by %s, on a setup in which it finds that", (id, proof) => {
  const found = setupsOf(proof).flatMap((setup) => auditSetup(setup, profiles));
  expect(found.map(({ check }) => check)).toContain(id);
});

test("every other check has a reason why no scenario shows it", () => {
  const without = checks.filter(({ proof }) => proof === undefined).map(({ id }) => id);
  expect(without).toEqual(Object.keys(unshown));
});
