import { expect, test } from "vitest";
import { auditSetup } from "../../../sim/audit/audit-setup.js";
import { checks } from "../../../sim/audit/checks.js";
import type { Device } from "../../../sim/backend/hotdesk/mapping.js";
import { createSetupStore } from "../../../sim/backend/setup-store.js";
import { selectScenarios } from "../../../sim/cli/run/select-scenarios.js";
import { loadProfiles } from "../../../sim/files/package-files.js";
import type { Setup } from "../../../sim/model/setup/setup.js";
import { mac } from "../backend/sample-setup.js";

/** Checks that no scenario shows, each with the reason. */
const unshown = {
  "address-empty": "the PSAP of a scenario names the location, and no scenario reads its address",
  "address-for-both-networks": "on loopback both networks reach the same address",
  "emergency-trunk-disabled": "no scenario plays the states of trunks yet",
  "match-permit-on-placeholder": "it harms nobody until a desk gets such an address",
  "max-contacts-clamped": "it would take a hundred phones",
  "no-extension": "no phone of it does anything",
  "ring-list-cut": "the embedded PBX rings every contact",
  "time-zone-unknown": "a phone shows what it was told, whatever that is",
} as const;

const profiles = loadProfiles();

/** What the audit sees of a scenario: its setup, then what each of its Submits makes of it, with the phones assigned so far. */
function scenesOf(proof: string): { readonly setup: Setup; readonly devices: readonly Device[] }[] {
  const paths = [`scenarios/suites/${proof}.yaml`];
  const [planned] = selectScenarios({ paths, tags: [], grep: undefined, rules: [] }, profiles);
  if (planned === undefined) throw new Error(`there is no scenario ${proof}`);
  const store = createSetupStore(planned.setup);
  const devices: Device[] = [];
  const scene = () => ({ setup: store.current, devices: [...devices] });
  const later = planned.scenario.steps.flatMap((step) => {
    if (step.word === "assign") {
      const { phone, ...mapping } = step.args;
      const address = mac(`00:1f:c1:00:00:0${devices.length + 1}`);
      const model = planned.scenario.phones.find(({ name }) => name === phone)?.model ?? "";
      devices.push({ mac: address, model, mapping: { ...mapping, role: "placeholder", active: true } });
    }
    if (step.word !== "submit" || step.args.refused !== undefined) return [];
    store.submit(step.args.set);
    return [scene()];
  });
  return [{ setup: planned.setup, devices: [] }, ...later];
}

const shown = checks.flatMap(({ id, proof }) => (proof === undefined ? [] : [[id, proof] as const]));

test.each(shown)("what %s warns of is played by %s, on a setup in which it finds that", (id, proof) => {
  const found = scenesOf(proof).flatMap(({ setup, devices }) => auditSetup(setup, profiles, devices));
  expect(found.map(({ check }) => check)).toContain(id);
});

test("every other check has a reason why no scenario shows it", () => {
  const without = checks.filter(({ proof }) => proof === undefined).map(({ id }) => id);
  expect(without).toEqual(Object.keys(unshown));
});
