import { expect, test } from "vitest";
import { secretsOf } from "../../../../sim/cli/files/secrets.js";
import { secretsOfScenario } from "../../../../sim/cli/run/scenario-secrets.js";
import { loadProfiles, loadSetup } from "../../../../sim/files/package-files.js";
import { parseScenario } from "../../../../sim/scenario/file/load-scenario.js";
import { stepText } from "../../../../sim/scenario/step-text.js";
import { words } from "../../../../sim/scenario/vocabulary.js";

const setup = loadSetup("scenarios/setups/two-offices.yaml", loadProfiles());

const text = `scenario: x
setup: y
phones: { lobby: { model: CIP270 } }
steps:
  - login: { phone: lobby, extension: "1001", pin: "25803691" }
  - login: { phone: lobby, extension: "1001", pin: "1001" }
  - type: { phone: lobby, text: Reception }
  - keypad: { phone: lobby, keys: "1#60214#" }
  - change: { extension: "1001", pin: "-7700123" }
cleanup:
  - submit: { set: { extensions: { "1001": { secret: abc-def, voicemail: { pin: "99881" } } } } }
  - submit: { set: { pin-sets: { Managers: { pins: ["804711", "804712"] } }, routes: [{ name: A, password: "805126" }] } }
`;

// proves: F-33
test("PINs and secrets of steps are secret everywhere, what is merely typed is not", () => {
  const scenario = parseScenario({ file: "a.yaml", text }, ["CIP270"]);
  const own = secretsOfScenario({ scenario, setup } as Parameters<typeof secretsOfScenario>[0]).filter(
    (each) => !secretsOf(setup).includes(each),
  );
  expect(new Set(own)).toEqual(
    new Set([
      "25803691",
      "-7700123",
      "7700123",
      "abc-def",
      "99881",
      "1#60214#",
      "60214",
      "1",
      "804711",
      "804712",
      "805126",
    ]),
  );
});

test("every word that takes a PIN says that it is secret", () => {
  const withPin = Object.entries(words).filter(([, { schema }]) =>
    JSON.stringify(schema.toJSONSchema({ unrepresentable: "any", io: "input" })).includes('"pin"'),
  );
  expect(withPin.map(([name]) => name)).toEqual(["login", "change"]);
  for (const [, { secrets }] of withPin) expect(secrets).toMatchObject({ pin: "always" });
});

test("no step shows the secrets of a Submit, wherever in the setup they stand", () => {
  const { cleanup } = parseScenario({ file: "a.yaml", text }, ["CIP270"]);
  const shown = cleanup.map(stepText).join();
  for (const secret of ["abc-def", "99881", "804711", "804712", "805126"])
    expect(shown).not.toContain(secret);
});
