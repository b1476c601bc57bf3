import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { auditFacts, auditSetup } from "../../../sim/audit/audit-setup.js";
import { type EmergencyCell, emergencyMatrix } from "../../../sim/audit/emergency-matrix.js";
import type { Finding } from "../../../sim/model/control/control-api.js";
import { type Setup, type SetupInput, setupFileSchema } from "../../../sim/model/setup/setup.js";
import { runInProcess } from "../../command/run-in-process.js";
import { scratchFolder } from "../../e2e/scratch.js";
import { profiles, sampleInput } from "../backend/sample-setup.js";
import { isSampleThere, sampleSources } from "../import/real-sample.js";
import { matrixSetups } from "./matrix-setups.js";

/** What is missing in a cell, and the checks of which one must name its extension and its location. */
const saidBy: readonly (readonly [RegExp, readonly string[]])[] = [
  [/no location has the number/, ["caller-id-of-no-location", "emergency-cid-missing"]],
  [/is withheld/, ["caller-id-withheld"]],
  [
    /help is sent to/,
    [
      "roaming-cid",
      "one-cid-many-places",
      "emergency-cid-missing",
      "same-caller-id",
      "placeholder-cid-of-other-site",
    ],
  ],
  [/a call-back rings nobody/, ["call-back-to-nobody"]],
  [/taken for/, ["match-permit-catches-desks"]],
  [/nobody is logged on at the device/, ["device-without-user"]],
  [/asks for a PIN/, ["emergency-asks"]],
  [
    /an announcement answers|is not routed|no route|no trunk/,
    ["emergency-denied", "emergency-trunk-disabled"],
  ],
];

/** Stated consequences, which no check finds, each with its reason. */
function isStated(setup: Setup, { state, missing, extensions }: EmergencyCell): boolean {
  // The last row of each place says them; who has desks blank by Full Logout is found by full-logout-unaccepted.
  if (state === "blank" || missing === "not registered: no call-back") return true;
  // "not judged" says that the setup has no inbound routes, or no locations.
  if (missing === "nobody can call an emergency device back") return setup.inboundRoutes.length === 0;
  if (Object.keys(setup.locations).length === 0) return /no location has the number/.test(missing);
  // Who cannot log in does not visit: the row says what would be if the desk were moved.
  const isHotdesk = auditFacts(setup, profiles).users.some(({ extension }) => extensions.includes(extension));
  return !isHotdesk && setup.extensions[extensions[0] ?? ""]?.role === "user" && /help is sent/.test(missing);
}

/** Extension, location, number and what is missing of each bad cell that nothing names. */
function unsaid(setup: Setup): string[] {
  const findings = auditSetup(setup, profiles);
  return emergencyMatrix(auditFacts(setup, profiles), Date.now())
    .filter(({ path }) => path !== "good")
    .flatMap((cell) => cell.extensions.map((extension) => ({ ...cell, extensions: [extension] })))
    .filter((cell) => !isStated(setup, cell))
    .flatMap((cell) => {
      const [, checks = []] = saidBy.find(([text]) => text.test(cell.missing)) ?? [];
      const isNamed = findings.some((each) => checks.includes(each.check) && names(each, cell));
      return isNamed ? [] : [`${cell.extensions} in ${cell.location} ${cell.state}: ${cell.missing}`];
    });
}

/** What a finding does not list it does not depend on; Match (Permit) names the one extension that is not hit. */
function names(
  { affects, check }: Finding,
  { extensions: [extension = ""], location, number }: EmergencyCell,
) {
  const has = (listed: readonly string[] | undefined, wanted: string) =>
    listed === undefined || listed.includes(wanted);
  const isHit = check === "match-permit-catches-desks" || has(affects?.extensions, extension);
  const isThere =
    has(affects?.locations, location) || (location === "anywhere" && !affects?.locations?.length);
  return isHit && isThere && has(affects?.numbers, number);
}

function setupOf(...changes: readonly ((input: SetupInput) => void)[]): Setup {
  const input = sampleInput();
  for (const change of changes) change(input);
  return setupFileSchema.parse(input);
}

test.each(matrixSetups)(
  "two offices %s: a finding names each bad cell of the 911 matrix",
  (_name, change) => {
    const setup = setupOf(change);
    expect(emergencyMatrix(auditFacts(setup, profiles), Date.now()).some(({ path }) => path !== "good")).toBe(
      true,
    );
    expect(unsaid(setup)).toEqual([]);
  },
);

const byExtension = (input: SetupInput) => {
  input.policies = { ...input.policies, "emergency-identity": "extension" };
};

test("it holds where nobody who is mapped has a user, and where desks are taken for another extension", () => {
  const hidden = (input: SetupInput) => {
    Object.assign(input.extensions["1006"] ?? {}, { "outbound-cid": "hidden <2125550106>" });
    Object.assign(input.extensions["2000"] ?? {}, { "create-user": false, "outbound-cid": "2125550177" });
    Object.assign(input.extensions["1002"] ?? {}, { "match-permit": ["127.10.7.0/24", "127.20.0.0/16"] });
  };
  expect(unsaid(setupOf(byExtension, hidden))).toEqual([]);
});

test("it holds where the placeholder of one place has the number of the other", () => {
  const swapped = (input: SetupInput) => {
    for (const settings of Object.values(input.extensions)) settings["emergency-cid"] = "2125550100";
    const { "9000": shared } = input.extensions;
    if (shared) input.extensions["9100"] = { ...shared, secret: "s3cret-chicago-9100" };
    input.policies = { ...input.policies, "placeholder-choice": "desk-location" };
    Object.assign(input.locations["new-york"] ?? {}, { placeholder: "9000" });
    Object.assign(input.locations["chicago"] ?? {}, { placeholder: "9100" });
  };
  expect(unsaid(setupOf(byExtension, swapped))).toEqual([]);
});

test.runIf(isSampleThere).each(sampleSources)(
  "it holds for a FreePBX, imported from %s",
  async (_name, sources) => {
    const target = join(scratchFolder(), "setup.yaml");
    await runInProcess(["import", ...sources, "--to", target]);
    const input = parse(readFileSync(target, "utf8")) as SetupInput;
    expect(unsaid(setupFileSchema.parse(input))).toEqual([]);
    // What a suggestion of `deskfleet import` makes of it: a location, and no extension but the placeholder is of it.
    input.locations = {
      "site-1": {
        subnet: "10.20.0.0/16",
        "caller-id": "5125550190",
        address: "1 Example Road",
        placeholder: "9000",
      },
      "site-2": { subnet: "192.168.10.0/24", "caller-id": "5125550191", address: "2 Example Road" },
    };
    input.policies = { ...input.policies, "emergency-identity": "extension" };
    expect(unsaid(setupFileSchema.parse(input))).toEqual([]);
  },
);
