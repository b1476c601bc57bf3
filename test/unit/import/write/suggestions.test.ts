import { describe, expect, test } from "vitest";
import type { PbxFacts } from "../../../../sim/import/facts/facts.js";
import { mapFacts } from "../../../../sim/import/write/map/map-facts.js";
import { setupText } from "../../../../sim/import/write/setup-text.js";
import { guessedPlaceholders } from "../../../../sim/import/write/suggest/guessed-placeholders.js";
import { DeskfleetErrors } from "../../../../sim/model/errors.js";
import { parseSetup } from "../../../../sim/model/setup/parse-setup.js";
import { backup, known } from "../fixture.js";
import { eachUncommented, suggestedModels, uncommented } from "../uncommented.js";

const fixture = (await known(backup)).facts;

function textOf(
  facts: PbxFacts,
  placeholders: readonly string[] = [],
  models: readonly string[] = suggestedModels,
): string {
  return setupText(mapFacts(facts, "Imported from x", { withSecrets: false, placeholders, models }), []);
}

function used(facts: PbxFacts, placeholders: readonly string[] = []) {
  return parseSetup({ file: "x.yaml", text: uncommented(textOf(facts, placeholders)) }, suggestedModels);
}

const people = (...numbers: readonly string[]): PbxFacts["extensions"] =>
  new Map(numbers.map((number) => [number, { name: `Phone ${number}`, technology: "pjsip", mailbox: true }]));

test("all of it in use is a setup: locations with desks and placeholder, layouts, templates, a group", () => {
  const setup = used(fixture);
  expect(setup.locations).toMatchObject({
    "site-1": {
      ...{ network: "onsite", subnet: "10.30.0.0/16", callerId: "2125550190", placeholder: "2900" },
      ...{ address: "street, floor of site 1", desks: { CIP270: 2 } },
    },
  });
  expect(setup.extensions["2900"]?.role).toBe("placeholder");
  expect(setup.groups["Group 10"]?.hotdesk).toMatchObject({
    enabled: true,
    loginTemplates: ["Desk"],
    logoutAction: "2900",
    logoutModelLayouts: { CIP270: "logout-270" },
  });
});

test("each block alone breaks nothing: at most it names what another one brings", () => {
  const each = eachUncommented(textOf(fixture));
  expect(each).toHaveLength(5);
  for (const text of each) {
    try {
      parseSetup({ file: "x.yaml", text }, suggestedModels);
    } catch (error) {
      if (!(error instanceof DeskfleetErrors)) throw error;
      expect(new Set(error.errors.map(({ code }) => code))).toEqual(new Set(["DF_FILE_REFERENCE"]));
    }
  }
});

test("every guess is marked as one", () => {
  const blocks = [...textOf(fixture).matchAll(/(?:^ *# .*\n)*(?:^ *#> .*\n)+/gm)];
  expect(blocks).toHaveLength(5);
  for (const [block] of blocks) expect(block).toMatch(/a guess/);
});

test("what was said of placeholders is no guess", () => {
  const text = textOf(fixture, ["2002"]);
  expect(text).not.toContain("#> role:");
  expect(used(fixture, ["2002"]).groups["Group 10"]?.hotdesk.logoutAction).toBe("2002");
});

test("neither an emergency device nor what no source tells the phones of is guessed to be a placeholder", () => {
  const own = { name: "A phone", secret: "x" };
  const guesses = guessedPlaceholders({
    "1001": { ...own, "max-contacts": "unknown" },
    "1002": { ...own, role: "emergency-device", "max-contacts": 50 },
  });
  expect(guesses).toEqual([expect.objectContaining({ number: "9000", from: "new" })]);
});

describe("which networks become locations", () => {
  test.each([
    [
      ["10.20.0.0/16", "192.168.10.0/24"],
      ["10.20.0.0/16", "192.168.10.0/24"],
    ],
    [["10.20.4.0/255.255.252.0"], ["10.20.0.0/16"]],
    [["10.20.30.128/25", "10.20.30.0/24", "10.20.30.0/24"], ["10.20.30.0/24"]],
    [["10.20.30.0/24", "10.0.0.0/8"], ["10.0.0.0/8"]],
    [["fd00::/8", "pbx.example.com/24", "10.999.0.0/16"], ["10.1.0.0/16"]],
    [[], ["10.1.0.0/16"]],
  ])("%j: %j", (localNetworks, subnets) => {
    const { locations } = used({ extensions: people("1001"), localNetworks });
    expect(Object.values(locations).map(({ subnet }) => subnet)).toEqual(subnets);
    const numbers = Object.values(locations).map(({ callerId }) => callerId);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

test.each([
  [["10.20.4.0/255.255.252.0"], "# read as 10.20.4.0/255.255.252.0"],
  [["10.20.4.0/23", "10.20.8.0/23"], "# read as 10.20.4.0/23, 10.20.8.0/23: one place?"],
  [["10.20.0.0/16", "10.20.4.0/24"], "# read as 10.20.0.0/16, 10.20.4.0/24: one place?"],
])("%j: what was read stands beside the network that holds it", (localNetworks, remark) => {
  const [site] = textOf({ extensions: people("1001"), localNetworks }).match(/site-1: .*/) ?? [];
  expect(site).toContain("subnet: 10.20.0.0/16,");
  expect(site?.endsWith(`}, ${remark}`)).toBe(true);
});

test.each(["10.20.0.0/16", "10.20.0.0/255.255.0.0"])(
  "%s, of whole octets, has no remark beside it",
  (network) => {
    const text = textOf({ extensions: people("1001"), localNetworks: [network] });
    expect(text).toMatch(/site-1: .*\},$/m);
  },
);

test("layouts and desks are of the models that there are, whatever they are called", () => {
  const models = ["Lobby 9", "CIP270", "Yard270", "Cordless"];
  const text = uncommented(textOf({ extensions: people("1001", "9000") }, [], models));
  const setup = parseSetup({ file: "x.yaml", text }, models);
  expect(Object.values(setup.modelLayouts).map(({ model }) => model)).toEqual(
    models.flatMap((model) => [model, model]),
  );
  expect(setup.groups["All Users"]?.hotdesk?.logoutModelLayouts).toEqual({
    ...{ "Lobby 9": "logout-9", CIP270: "logout-CIP270", Yard270: "logout-Yard270" },
    Cordless: "logout-Cordless",
  });
  expect(Object.values(setup.locations).map(({ desks }) => desks)).toEqual([{ Cordless: 2 }]);
});

test("a PBX without groups and without a shared extension is given both", () => {
  const setup = used({ extensions: people("1001", "9000") });
  expect(setup.extensions["9001"]).toMatchObject({ role: "placeholder", maxContacts: 50 });
  expect(setup.groups["All Users"]?.hotdesk).toMatchObject({ enabled: true, logoutAction: "9001" });
});

describe("what rows of a module seem to say", () => {
  const shared = (number: string, name: string): PbxFacts["extensions"] =>
    new Map([[number, { name, technology: "pjsip", maxContacts: 50, mailbox: false }]]);
  const extensions = new Map([
    ...people("1001"),
    ...shared("9000", "Logged out HQ"),
    ...shared("9001", "Logged out Plant"),
  ]);
  const group = (name: string, ...hotDeskRows: string[]) => ({ name, users: ["1001"], hotDeskRows });
  const facts: PbxFacts = {
    extensions,
    users: [{ name: "1001", defaultExtension: "1001" }],
    groups: [
      group(
        "Roaming",
        "m hd_enabled = 1",
        'm hd_login_templates = ["EST", "12", "CST"]',
        "m hd_logout_action = 9001",
      ),
      group("Plant workers"),
      group("Machines", "m hd_enabled = 0"),
      group("All Users"),
    ],
  };

  test("is taken for what it seems, each name only where a setup can have it", () => {
    const { groups, templates } = used(facts);
    expect(Object.keys(templates)).toEqual(["Default", "EST", "CST", "Logged Out"]);
    expect(groups["Roaming"]?.hotdesk).toMatchObject({
      enabled: true,
      loginTemplates: ["EST", "CST"],
      logoutAction: "9001",
    });
    expect(groups["Machines"]?.hotdesk).toEqual({ enabled: false });
  });

  test("a group has the placeholder that is named like it, and others none where a module says who has", () => {
    const { groups } = used(facts);
    expect(groups["Plant workers"]?.hotdesk).toEqual({ logoutAction: "9001" });
    expect(groups["All Users"]?.hotdesk).toEqual({});
  });

  test("each location has a placeholder of its own while there are some", () => {
    const { locations } = used({ ...facts, localNetworks: ["10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16"] });
    expect(Object.values(locations).map(({ placeholder }) => placeholder)).toEqual(["9000", "9001", "9000"]);
  });
});
