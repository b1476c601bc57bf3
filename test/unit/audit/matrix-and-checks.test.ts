import fc from "fast-check";
import { expect, test } from "vitest";
import { auditFacts, auditSetup } from "../../../sim/audit/audit-setup.js";
import { emergencyMatrix } from "../../../sim/audit/emergency-matrix.js";
import { type SetupInput, setupFileSchema } from "../../../sim/model/setup/setup.js";
import { profiles } from "../backend/sample-setup.js";
import { carefulInput } from "./careful-setup.js";

type Route = NonNullable<SetupInput["routes"]>[number];

const callers = ["1001", "1002", "9000"];
const pattern = fc.constantFrom<Route["patterns"][number]>(
  ...["911", "933", "9XX", "X.", "1XX", "9."],
  ...[
    { match: "911", caller: "9000" },
    { prefix: "9", match: "11" },
    { match: "933", prepend: "1" },
  ],
);
const route = fc.record({
  type: fc.constantFrom("normal" as const, "emergency" as const),
  patterns: fc.array(pattern, { minLength: 1, maxLength: 2 }),
  trunks: fc.constantFrom<string[]>(
    ["emergency"],
    ["carrier"],
    ["off"],
    ["emergency", "carrier"],
    ["off", "emergency"],
    [],
  ),
  "denied-to": fc.subarray(callers),
  asks: fc.constantFrom({}, {}, { "pin-set": "Managers" }, { password: "4711" }),
});

/** What says that a call takes no emergency route. */
const ordinary = ["emergency-denied", "emergency-not-flagged", "emergency-shadowed"];

/** A setup of three callers, with these routes. */
function setupOf(
  routes: readonly (Omit<Route, "name"> & { asks: Partial<Route> })[],
  pinless: readonly string[],
  denied: readonly string[],
) {
  const input = carefulInput();
  input["pin-sets"] = { Managers: { pins: ["4711"] } };
  input.trunks = { ...input.trunks, off: { "far-end": "psap", disabled: true } };
  input.routes = routes.map(({ asks, ...rest }, index) => ({ name: `R${index}`, ...rest, ...asks }));
  for (const extension of pinless) Object.assign(input.extensions[extension] ?? {}, { pinless: true });
  for (const extension of denied)
    Object.assign(input.extensions[extension] ?? {}, { "denied-numbers": ["9X1", "2."] });
  return setupFileSchema.parse(input);
}

test("who has no way to the PSAP is found by an error, and no error of that kind is about somebody who has", () => {
  fc.assert(
    fc.property(
      fc.array(route, { maxLength: 4 }),
      fc.subarray(callers),
      fc.subarray(callers),
      (routes, pinless, denied) => {
        const setup = setupOf(routes, pinless, denied);
        const cells = emergencyMatrix(auditFacts(setup, profiles), 0);
        const lost = cells
          .filter(({ path, state }) => path === "none" && state !== "blank")
          .flatMap(({ number, extensions }) => extensions.map((extension) => `${number} ${extension}`));
        const errors = auditSetup(setup, profiles).filter(
          ({ check, severity }) =>
            severity === "error" && check.startsWith("emergency-") && check !== "emergency-cid-missing",
        );
        const found = errors.flatMap(({ affects }) =>
          (affects?.numbers ?? []).flatMap((number) =>
            (affects?.extensions ?? []).map((each) => `${number} ${each}`),
          ),
        );
        for (const call of lost) expect(found).toContain(call);
        // A call over an ordinary route may well end at the PSAP: that it is ordinary is the error then.
        const others = errors.filter(({ check }) => !ordinary.includes(check));
        for (const { affects } of others) {
          const hit = (affects?.numbers ?? []).flatMap((number) =>
            (affects?.extensions ?? []).filter((each) => lost.includes(`${number} ${each}`)),
          );
          expect(hit.length).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 300 },
  );
});
