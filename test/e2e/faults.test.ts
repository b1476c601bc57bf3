import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type FaultName, faultNames } from "../../sim/model/faults.js";
import { runCli } from "./cli.js";
import { refuseSecrets } from "./no-secrets.js";
import { scratchFolder } from "./scratch.js";

/**
 * Which scenario notices each fault, and what its failure says. A fault breaks one rule of the embedded backend;
 * a suite that stays green does not test that rule.
 */
const noticedBy: Record<FaultName, { readonly scenario: string; readonly cause: RegExp }> = {
  "wrong-pin-accepted": { scenario: "login/wrong-pin-is-refused", cause: /screen.*Login failed/ },
  "blank-pin-accepted": { scenario: "login/blank-pin-is-refused", cause: /screen.*Login failed/ },
  "no-mailbox-accepted": { scenario: "login/no-voicemail-is-refused", cause: /screen.*Login failed/ },
  "disabled-group-accepted": { scenario: "login/disabled-group-is-refused", cause: /screen.*Login failed/ },
  "first-login-reboot-missing": { scenario: "login/first-login-reboots", cause: /reboot/ },
  "login-always-reboots": { scenario: "login/second-login-does-not-reboot", cause: /reboot/ },
  "deleted-mapping-reboot-missing": {
    scenario: "login/mapping-deleted-then-logout-reboots",
    cause: /reboot/,
  },
  "other-models-layouts-offered": {
    scenario: "login/layouts-of-this-model-are-offered",
    cause: /Standard CIP230/,
  },
  "single-template-asked": { scenario: "login/one-template-is-not-asked-for", cause: /Template/ },
  "templates-not-asked": { scenario: "login/two-templates-are-offered", cause: /EST Default/ },
  "full-logout-keeps-account": { scenario: "logout/full-logout-leaves-only-login", cause: /BLANK/ },
  "logout-always-full": { scenario: "logout/placeholder-logout-keeps-911-and-login", cause: /9000/ },
  "logout-layout-of-other-model": { scenario: "logout/logout-layout-of-cip270", cause: /Reception/ },
  "login-key-missing": { scenario: "login/first-login-reboots", cause: /Login/ },
  "old-phone-keeps-user": { scenario: "roam/user-moves-between-offices", cause: /east.*(9000|1003)/ },
  "max-contacts-ignored": {
    scenario: "placeholder/full-placeholder-refuses-the-next-phone",
    cause: /desk-4.*(registered|refused)/,
  },
  "emergency-behind-restriction": {
    scenario: "placeholder/emergency-only-placeholder",
    cause: /help.*answered.*403|403/,
  },
  "restriction-ignored": {
    scenario: "placeholder/outbound-refused-internal-allowed",
    cause: /outside.*failed.*answered|answered/,
  },
  "internal-calls-refused": {
    scenario: "placeholder/outbound-refused-internal-allowed",
    cause: /reception|inside/,
  },
  "wrong-emergency-caller-id": { scenario: "emergency/user-at-the-own-desk", cause: /2125550100/ },
  "check-sync-not-sent": {
    scenario: "provisioning/check-sync-fetches-the-new-configuration",
    cause: /central\.png/,
  },
};

test("there are at least twelve faults to be noticed", () => {
  expect(faultNames.length).toBeGreaterThanOrEqual(12);
});

test.concurrent.for(faultNames)("%s is noticed", async (fault, context) => {
  const { scenario, cause } = noticedBy[fault];
  const file = join(scratchFolder(context), "r.json");
  const { code, stdout } = await runCli([
    ...["run", `scenarios/suites/${scenario}.yaml`, "--no-tui", "--fault", fault],
    ...["--report", `json=${file}`],
  ]);
  const text = readFileSync(file, "utf8");
  refuseSecrets("the report", text);
  const [failed] = JSON.parse(text).scenarios;
  expect(failed).toMatchObject({ verdict: "failed" });
  expect(failed.reason).toMatch(cause);
  expect(stdout).toContain("last seen:");
  expect(code).toBe(1);
});
