import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type FaultName, faultNames } from "../../sim/model/faults.js";
import { runCli } from "./cli.js";
import { refuseSecrets } from "./no-secrets.js";
import { scratchFolder } from "./scratch.js";

/**
 * Which scenario notices each fault, and what its failure saw instead. A fault breaks one rule of the embedded backend;
 * a suite that stays green does not test that rule.
 */
const noticedBy: Record<FaultName, { readonly scenario: string; readonly lastSeen: RegExp }> = {
  "wrong-pin-accepted": {
    scenario: "login/wrong-pin-is-refused",
    lastSeen: /^desk: screen: menu "Template"/,
  },
  "blank-pin-accepted": {
    scenario: "login/blank-pin-is-refused",
    lastSeen: /^desk: screen: menu "Template"/,
  },
  "no-mailbox-accepted": {
    scenario: "login/no-voicemail-is-refused",
    lastSeen: /^desk: screen: menu "Template"/,
  },
  "disabled-group-accepted": {
    scenario: "login/disabled-group-is-refused",
    lastSeen: /^desk: screen: menu "Template"/,
  },
  "first-login-reboot-missing": { scenario: "login/first-login-reboots", lastSeen: /^desk: no reboot$/ },
  "login-always-reboots": { scenario: "login/second-login-does-not-reboot", lastSeen: /^desk: rebooted: / },
  "deleted-mapping-reboot-missing": {
    scenario: "login/mapping-deleted-then-logout-reboots",
    lastSeen: /^desk: no reboot$/,
  },
  "other-models-layouts-offered": {
    scenario: "login/layouts-of-this-model-are-offered",
    lastSeen: /menu "Model Layout", items Standard CIP230, Standard CIP250/,
  },
  "single-template-asked": {
    scenario: "login/one-template-is-not-asked-for",
    lastSeen: /menu "Template", items EST Default;/,
  },
  "templates-not-asked": {
    scenario: "login/two-templates-are-offered",
    lastSeen: /state USER \(registered 1002/,
  },
  "full-logout-keeps-account": {
    scenario: "logout/full-logout-leaves-only-login",
    lastSeen: /state USER .*registered as 1007.*can call 911$/,
  },
  "logout-always-full": {
    scenario: "logout/placeholder-logout-keeps-911-and-login",
    lastSeen: /state BLANK .*unregistered.*line keys Login$/,
  },
  "logout-layout-of-other-model": {
    scenario: "logout/logout-layout-of-cip270",
    lastSeen: /^desk: line keys Line, Login$/,
  },
  "login-key-missing": { scenario: "login/first-login-reboots", lastSeen: /^desk: line keys none$/ },
  "old-phone-keeps-user": {
    scenario: "roam/user-moves-between-offices",
    lastSeen: /^east: state USER .*registered as 1003/,
  },
  "max-contacts-ignored": {
    scenario: "placeholder/full-placeholder-refuses-the-next-phone",
    lastSeen: /^desk-4: registered as 9000 \(200\)/,
  },
  "emergency-behind-restriction": {
    scenario: "placeholder/emergency-only-placeholder",
    lastSeen: /^call help failed with 403 .*no call reached the PSAP$/,
  },
  "restriction-ignored": {
    scenario: "placeholder/outbound-refused-internal-allowed",
    lastSeen: /^call outside answered$/,
  },
  "internal-calls-refused": {
    scenario: "placeholder/outbound-refused-internal-allowed",
    lastSeen: /^reception: no call came in$/,
  },
  "wrong-emergency-caller-id": {
    scenario: "emergency/user-at-the-own-desk",
    lastSeen: /caller id 3125550100, location chicago$/,
  },
  "check-sync-not-sent": {
    scenario: "provisioning/check-sync-fetches-the-new-configuration",
    lastSeen: /background eastern\.png$/,
  },
};

test("there are at least twelve faults to be noticed", () => {
  expect(faultNames.length).toBeGreaterThanOrEqual(12);
});

test.concurrent.for(faultNames)("%s is noticed", async (fault, context) => {
  const { scenario, lastSeen } = noticedBy[fault];
  const file = join(scratchFolder(context), "r.json");
  const { code, stdout } = await runCli([
    ...["run", `scenarios/suites/${scenario}.yaml`, "--no-tui", "--fault", fault],
    ...["--report", `json=${file}`],
  ]);
  const text = readFileSync(file, "utf8");
  refuseSecrets("the report", text);
  const [failed] = JSON.parse(text).scenarios;
  expect(failed).toMatchObject({ verdict: "failed" });
  const step = failed.steps.find(({ verdict }: { verdict: string }) => verdict === "failed");
  expect(step.lastSeen).toMatch(lastSeen);
  expect(failed.reason).toContain(step.lastSeen);
  expect(stdout).toContain(`last seen: ${step.lastSeen}`);
  expect(code).toBe(1);
});
