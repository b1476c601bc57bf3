import fc from "fast-check";
import { expect, test } from "vitest";
import { emergencyNumberIn } from "../../../sim/dialplan/emergency-number.js";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";

const setup = loadSetup("scenarios/setups/two-offices.yaml", loadProfiles());

test.each([
  "911",
  "9-1-1",
  "9 1 1",
  "+911",
  "tel:911",
  "tel:911;phone-context=example.com",
  "sip:911@192.0.2.1",
  "SIPS:911@192.0.2.1;user=phone",
  "%39%31%31",
  "９１１",
  "9911",
  "9,911",
  "911,123",
  "911;ext=4",
  "*67911",
  "*679911",
  "9*67911",
  "0*82*67911",
  "112",
  "0112",
  "999",
  "988",
  "933",
  "000",
])("%s is seen as an emergency number", (number) => {
  expect(emergencyNumberIn(number, setup)).toBeDefined();
});

test.each(["9115551234", "1001", "9000", "2125550100", "12125550100", "*97", "91", "", "@", "%"])(
  "%j is none",
  (number) => {
    expect(emergencyNumberIn(number, setup)).toBeUndefined();
  },
);

test("the setup's own emergency numbers and emergency routes count", () => {
  expect(emergencyNumberIn("555", { ...setup, emergencyNumbers: ["555"] })).toBe("555");
  const [emergency] = setup.routes;
  if (!emergency) throw new Error("the setup has an emergency route");
  const routes = [{ ...emergency, patterns: ["77X"] }];
  expect(emergencyNumberIn("771", { ...setup, routes })).toBe("771");
});

test("no separators, prefixes or forms around an emergency number hide it", () => {
  const separators = fc.constantFrom("", "-", " ", ".", "(", ")");
  const form = fc.constantFrom(
    (number: string) => number,
    (number: string) => `tel:${number}`,
    (number: string) => `sip:${number}@pbx.example.com`,
    (number: string) => `+${number}`,
    (number: string) => `${number},,1`,
  );
  const known = fc.constantFrom("911", "112", "999", "933");
  const prefix = fc.constantFrom("", "9", "0", "*67", "#31");
  fc.assert(
    fc.property(known, separators, prefix, prefix, form, (number, gap, first, second, wrap) => {
      const written = wrap(`${first}${second}${number.split("").join(gap)}`);
      expect(emergencyNumberIn(written, setup)).toBe(number);
    }),
  );
});
