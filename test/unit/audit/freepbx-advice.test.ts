import { expect, test } from "vitest";
import { auditSetup } from "../../../sim/audit/audit-setup.js";
import { setupFileSchema } from "../../../sim/model/setup/setup.js";
import { profiles } from "../backend/sample-setup.js";
import { cases, changed } from "./cases/cases.js";

const ofDesks = ["one-cid-many-places", "roaming-cid", "emergency-cid-missing"] as const;

function found(check: (typeof ofDesks)[number], more: object) {
  const input = changed(cases[check]?.careless ?? (() => undefined));
  const findings = auditSetup(setupFileSchema.parse({ ...(input as object), ...more }), profiles);
  return findings.filter((finding) => finding.check === check);
}

test.each(ofDesks)(
  "%s says what to do in FreePBX where the setup is that of one, and no policy to paste",
  (check) => {
    const [finding, ...more] = found(check, { pbx: "freepbx" });
    expect(more).toEqual([]);
    expect(finding?.hint).toMatch(/^In FreePBX: .*(?:Emergency CID)/);
    expect([finding?.hint, finding?.snippet ?? ""].join()).not.toMatch(/policy|policies|emergency-identity/);
  },
);

test.each(ofDesks)("%s names the policy where the setup is all there is", (check) => {
  const [finding] = found(check, {});
  expect(finding?.hint).toContain("policy emergency-identity: desk");
});

test("the Emergency CID to set is a snippet in FreePBX too: it knows it", () => {
  expect(found("emergency-cid-missing", { pbx: "freepbx" })[0]?.snippet).toContain("emergency-cid:");
});
