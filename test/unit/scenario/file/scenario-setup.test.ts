import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DeskfleetErrors, describeError } from "../../../../sim/model/errors.js";
import { parseSetup } from "../../../../sim/model/setup/parse-setup.js";
import { applySetupChanges } from "../../../../sim/model/setup/setup-changes.js";
import { loadScenario } from "../../../../sim/scenario/file/load-scenario.js";

const models = ["CIP230", "CIP250", "CIP270"];
const file = "scenarios/setups/two-offices.yaml";
const setupSource = { file, text: readFileSync(file, "utf8") };
const named = { source: setupSource, setup: parseSetup(setupSource, models) };

function setupOf(rest: string) {
  const text = `scenario: A desk
setup: two-offices.yaml
${rest}
steps: [{ power-on: desk }]
`;
  const source = { file: "a.yaml", text };
  return loadScenario(source, models, () => named).setup;
}

function errorsOf(rest: string): string[] {
  try {
    setupOf(rest);
  } catch (error) {
    if (error instanceof DeskfleetErrors) {
      return error.errors.map((each) => describeError(each));
    }
    throw error;
  }
  return [];
}

const desk = "phones: { desk: { model: CIP270, location: chicago } }";

test("without changes the setup is the file", () => {
  expect(setupOf(desk).extensions["9000"]?.maxContacts).toBe(10);
});

test("a changed field leaves its neighbours alone", () => {
  const setup = setupOf(`${desk}\nwith: { extensions: { "9000": { max-contacts: 3 } } }`);
  expect(setup.extensions["9000"]).toMatchObject({ role: "placeholder", maxContacts: 3 });
  expect(setup.extensions["1001"]?.name).toBe("Alice Eastern");
});

test("a field that is a mapping itself is replaced as a whole", () => {
  const setup = setupOf(
    `${desk}\nwith: { groups: { All Users: { hotdesk: { logout-model-layouts: { CIP250: logout-250 } } } } }`,
  );
  const { logoutModelLayouts, logoutAction } = setup.groups["All Users"]?.hotdesk ?? {};
  expect(logoutModelLayouts).toEqual({ CIP250: "logout-250" });
  expect(logoutAction).toBe("9000");
});

test("a policy that a scenario claims to prove must have that value in its setup", () => {
  expect(
    setupOf(`${desk}\npolicies: { second-login: move, pin-lockout: extension, auto-logout: "off" }`),
  ).toBe(named.setup);
  const claim = `${desk}\nwith: { policies: { auto-logout: "idle:5" } }\npolicies:\n  auto-logout: `;
  expect(setupOf(`${claim}idle`).policies.autoLogout).toEqual({ kind: "idle", idleMs: 300_000 });
  expect(errorsOf(`${claim}daily`)).toEqual([
    'a.yaml:6:16: policies.auto-logout: claims to prove "daily", but the setup of this scenario has "idle" [DF_FILE_REFERENCE]',
  ]);
  expect(() => setupOf(`${claim}daily`)).toThrow(
    expect.objectContaining({
      errors: [
        expect.objectContaining({
          hint: expect.stringContaining("`with: { policies: { auto-logout: … } }`"),
        }),
      ],
    }),
  );
});

test("null takes a field away", () => {
  expect(applySetupChanges({ a: { b: { c: 1, d: 2 } } }, { a: { b: { c: null } } })).toEqual({
    a: { b: { d: 2 } },
  });
});

test("what a change breaks is shown in the scenario's file", () => {
  expect(errorsOf(`${desk}\nwith: { extensions: { "9000": { max-contact: 3 } } }`)).toEqual([
    'a.yaml:4:33: with.extensions.9000: unknown word "max-contact" (did you mean "max-contacts"?) [DF_FILE_SCHEMA]',
  ]);
  expect(errorsOf(`${desk}\nwith: { routes: [{ name: x, patterns: ["1"], trunk: nowhere }] }`)).toEqual([
    expect.stringMatching(/^a\.yaml:4:\d+: with\.routes, item 1, trunk: there is no trunk "nowhere"/),
  ]);
});

test("a location that the setup has not is an error at the phone, once for a group", () => {
  expect(errorsOf("phones: { desk: { model: CIP270, location: chigaco, count: 3 } }")).toEqual([
    'a.yaml:3:44: phones.desk.location: there is no location "chigaco" in the setup (did you mean "chicago"?) [DF_FILE_REFERENCE]',
  ]);
});
