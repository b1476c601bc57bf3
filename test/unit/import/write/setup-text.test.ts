import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { PbxFacts } from "../../../../sim/import/facts/facts.js";
import { mapFacts } from "../../../../sim/import/write/map/map-facts.js";
import type { MapOptions } from "../../../../sim/import/write/map/map-options.js";
import { setupText } from "../../../../sim/import/write/setup-text.js";
import { parseSetup } from "../../../../sim/model/setup/parse-setup.js";
import { backup, known } from "../fixture.js";
import { suggestedModels, uncommented } from "../uncommented.js";

const closed: MapOptions = { withSecrets: false, placeholders: ["2900"], models: suggestedModels };

/** Whatever is written, it is a setup, with its suggestions too. */
function written(facts: PbxFacts, options = closed) {
  const text = setupText(mapFacts(facts, "Imported from x", options), ["heading"]);
  parseSetup({ file: "used.yaml", text: uncommented(text) }, suggestedModels);
  return { text, setup: parseSetup({ file: "x.yaml", text }, []) };
}

const fixture = (await known(backup)).facts;
const ofFixture = (options = closed) => written(fixture, options);

test("what a setup has a field for is in it", () => {
  const { setup } = ofFixture();
  expect(setup.extensions["2900"]).toMatchObject({
    role: "placeholder",
    maxContacts: 50,
    removeExisting: false,
    emergencyCid: "2125550190",
    outboundConcurrencyLimit: 20,
  });
  expect(setup.extensions["2900"]?.voicemail).toBeUndefined();
  expect(setup.extensions["2001"]).toMatchObject({
    name: "Alice; day desk",
    role: "user",
    emergencyCid: '"HQ, front" <2125550101>',
    createUser: true,
    matchPermit: ["10.30.5.0/24"],
  });
  expect(setup.users["bob"]).toMatchObject({ defaultExtension: "2002", groups: ["Group 10", "All Users"] });
  expect(Object.keys(setup.groups)).toEqual(["Group 10", "All Users"]);
  expect(setup.extensions["2002"]?.createUser).toBe(false);
  expect(setup.emergencyNumbers).toEqual(["911"]);
  expect(setup.extensions["2001"]).toMatchObject({ outboundCid: "hidden <2125550101>", pinless: true });
  expect(setup.extensions["2002"]).toMatchObject({ cidMasquerade: "2000" });
  expect(setup.trunks["carrier"]).toMatchObject({
    callerId: '"Example" <2125550100>',
    maxChannels: 2,
    continueIfBusy: true,
    dialRules: [{ match: "NXXXXXX", prepend: "1212" }],
  });
  expect(setup.trunks["e911"]).toMatchObject({ disabled: true, keepCid: "all" });
  expect(setup.routes).toMatchObject([
    {
      name: "Emergency",
      type: "emergency",
      patterns: ["911", { prefix: "9", match: "911" }],
      trunks: ["e911", "carrier"],
      notify: { to: ["desk@example.com"], on: "call" },
    },
    {
      name: "Visitors",
      patterns: [{ prefix: "9", match: "NXXXXXX", caller: "2900" }],
      callerId: { number: "2125550190", overrideExtension: true },
    },
    {
      name: "Long distance",
      patterns: [{ prefix: "9", match: "NXXNXXXXXX", prepend: "1" }],
      failureDestination: "congestion",
      pinSet: "Callers",
      password: "not-imported",
      timeGroup: "Office hours",
    },
  ]);
  expect(setup.pinSets).toEqual({ Callers: { pins: [], recordInCdr: true } });
  expect(setup.timeGroups).toEqual({
    "Office hours": { ranges: ["08:00-18:00|mon-fri|*|*"], timeZone: "America/Chicago" },
  });
});

// proves: PBX-99
test("an emergency device is one, with its number and its secret; its place is asked for where no AstDB tells it", () => {
  const { setup, text } = ofFixture({ ...closed, withSecrets: true });
  expect(setup.extensions["2911"]).toMatchObject({
    ...{ name: "2911", role: "emergency-device", emergencyCid: "2125550170" },
    secret: "fixture-secret-2911",
  });
  expect(text).toContain("# ASK place of an emergency device: AstDB alone has it");
  const emergencyDevices = new Map([["2911", { emergencyCid: "", location: "Lobby, 1st floor" }]]);
  const { extensions } = written({ extensions: new Map(), emergencyDevices }).setup;
  expect(extensions["2911"]).toMatchObject({ name: "Lobby, 1st floor", secret: "not-imported" });
  expect(extensions["2911"]?.emergencyCid).toBeUndefined();
});

// proves: PBX-100
test("a device at which nobody is logged on is one; whom another has is a comment", () => {
  const device = (deviceUser: string) => ({ technology: "pjsip", deviceUser });
  const extensions = new Map([
    ["70001", device("none")],
    ["70002", device("1002")],
    ["1003", device("1003")],
  ]);
  const { setup, text } = written({ extensions });
  expect(setup.extensions["70001"]?.deviceUser).toBe("none");
  expect(setup.extensions["70002"]?.deviceUser).toBeUndefined();
  expect(text.match(/another user at a device .*/g)).toEqual([
    "another user at a device (Device-and-User mode): 1002",
  ]);
});

test("a call from outside is for the extension whose DID it is", () => {
  expect(ofFixture().setup.inboundRoutes).toEqual([
    { did: "2125550101", extension: "2001", description: "Day desk" },
    { did: "21255501[7-9]X", extension: "2900" },
  ]);
});

test.each([
  "a host in Match (Permit): fax.example.com",
  "context: from-lobby",
  "call waiting: off",
  "voicemail context: sales",
  "an extension that is not PJSIP: 2003",
  "an inbound route: 2125550102: to ivr-3,s,1",
  "an inbound route: 2125550101 from 3125550199: to ext-queues,400,1, for that caller alone",
  "an inbound route: any number: to from-did-direct,2003,1, an extension that the setup does not have",
  "a user without an extension: reception",
])("what it has none for is a comment: %s", (comment) => {
  const { text } = ofFixture();
  expect(
    text
      .split("\n")
      .filter((line) => line.trim().startsWith("# not held:"))
      .join("\n"),
  ).toContain(comment);
});

test("what no source can know is asked for", () => {
  const { text } = ofFixture({ ...closed, placeholders: [] });
  const asked = text
    .split("\n")
    .filter((line) => line.trim().startsWith("# ASK"))
    .join("\n");
  for (const what of [
    "Phone Apps",
    "--placeholder 2900",
    "hotdesk enabled = 1",
    "hotdesk api_token = (not shown)",
    "far end",
  ]) {
    expect(asked).toContain(what);
  }
});

test("without --with-secrets there is none in it, but what the audit needs of a PIN", () => {
  const { text, setup } = ofFixture();
  for (const secret of ["fixture-secret", "83720164", "640917", "713570", "9753#1", "530911", "$2a$"]) {
    expect(text).not.toContain(secret);
  }
  expect(setup.extensions["2001"]?.voicemail?.pin).toBe("2001");
  expect(setup.extensions["2002"]?.voicemail?.pin).toBe("-********");
  expect(setup.extensions["2001"]?.secret).toBe("not-imported");
});

test("with it they are as the PBX has them", () => {
  const { setup } = ofFixture({ ...closed, withSecrets: true });
  expect(setup.extensions["2002"]).toMatchObject({
    secret: "fixture-secret-2002",
    voicemail: { pin: "-83720164" },
  });
  expect(setup.pinSets["Callers"]?.pins).toHaveLength(1);
  expect(setup.routes.at(-1)?.password).toMatch(/^\d{6}$/);
});

test("a PIN set and a time group that only Asterisk's own files name are there by number and by hours", () => {
  const [route] = fixture.routes ?? [];
  if (route === undefined) throw new Error("the fixture has no route");
  const hours = { timeRanges: ["22:00-06:00|*|*|*"], timeZone: "America/Chicago" };
  const { setup } = written({
    extensions: new Map(),
    routes: [{ ...route, trunks: [], pinSet: "7", ...hours }],
  });
  expect(setup.pinSets).toEqual({ "PIN set 7": { pins: [], recordInCdr: false } });
  expect(setup.routes[0]).toMatchObject({ pinSet: "PIN set 7", timeGroup: `Hours of ${route.name}` });
  expect(Object.values(setup.timeGroups)).toEqual([
    { ranges: ["22:00-06:00|*|*|*"], timeZone: "America/Chicago" },
  ]);
});

test("a time group that is used in two zones becomes two, and hours that nobody can read are a comment", () => {
  const [route] = fixture.routes ?? [];
  if (route === undefined) throw new Error("the fixture has no route");
  const of = (id: string, timeGroup: string, timeZone: string) => ({
    ...route,
    id,
    timeGroup,
    timeZone,
    trunks: [],
  });
  const { setup, text } = written({
    extensions: new Map(),
    timeGroups: [
      { id: "1", name: "Office", ranges: ["08:00-18:00|mon-fri|*|*"] },
      { id: "2", name: "Odd", ranges: ["at dawn"] },
      { id: "3", name: "Office", ranges: ["20:00-06:00|*|*|*"] },
    ],
    routes: [
      of("1", "1", "America/Chicago"),
      of("2", "1", "America/New_York"),
      of("3", "2", ""),
      of("4", "9", ""),
      of("5", "3", ""),
    ],
  });
  expect(setup.routes.map((each) => each.timeGroup)).toEqual([
    ...["Office", "Office, America/New_York"],
    ...[undefined, undefined],
    "Office (3)",
  ]);
  expect(text).toContain("not held: time group of a route: Emergency: at dawn");
  expect(text).toContain("group 9, which no source describes");
});

test("a mailbox whose PIN no source had is still a mailbox", () => {
  const extensions = new Map([["1", { technology: "pjsip", mailbox: true }]]);
  const { text, setup } = written({ extensions });
  expect(setup.extensions["1"]?.voicemail).toEqual({ pin: "******" });
  expect(text).toContain("ASK PIN of the mailbox");
});

test("a route of the end that is not held is a comment at the end", () => {
  const route = {
    id: "1",
    name: "Last",
    emergency: false,
    intraCompany: false,
    patterns: [],
    trunks: [],
    callerId: "",
  };
  const rest = {
    overridesExtension: false,
    password: "",
    timeZone: "",
    failureDestination: "",
    notify: "",
    notifyOn: "",
  };
  const { text, setup } = written({ extensions: new Map(), routes: [{ ...route, ...rest }] });
  expect(setup.routes).toEqual([]);
  expect(text.trimEnd().split("\n").at(-1)).toContain("not held: a route: Last");
});

test("whatever the texts of a PBX hold, the file is a setup, and holds them as one line", () => {
  const text = fc.string({ unit: "binary", maxLength: 12 });
  const odd = fc.oneof(
    text,
    fc.constantFrom(
      "a\nb: c",
      "# x",
      "{",
      "- y",
      "'\"",
      "\u2028",
      "null",
      "1",
      "",
      "__proto__",
      "hidden <1>",
    ),
  );
  const facts = fc.record({
    name: odd,
    secret: odd,
    context: odd,
    emergencyCid: odd,
    outboundCid: odd,
    trunk: odd,
    route: odd,
    group: odd,
    user: odd,
  });
  fc.assert(
    fc.property(facts, ({ trunk, route, group, user, ...own }) => {
      const plain = {
        keepCid: "off",
        disabled: false,
        continueIfBusy: false,
        dialRules: [],
        technology: "pjsip",
      };
      const { setup } = written(
        {
          extensions: new Map([["1001", { ...own, technology: "pjsip", matchPermit: [own.name] }]]),
          trunks: [
            { id: "1", name: trunk, callerId: own.outboundCid, ...plain },
            { id: "2", name: trunk, callerId: own.emergencyCid, ...plain },
          ],
          routes: [
            {
              ...{
                id: "1",
                name: route,
                emergency: true,
                intraCompany: false,
                trunks: ["1"],
                callerId: own.name,
              },
              ...{
                overridesExtension: false,
                password: own.secret,
                timeZone: "",
                failureDestination: own.context,
              },
              ...{
                notify: own.name,
                notifyOn: "",
                patterns: [{ prefix: "", match: "911", prepend: "", caller: "" }],
              },
            },
          ],
          users: [{ name: user, defaultExtension: "1001" }],
          groups: [{ name: group, users: [user], hotDeskRows: [own.name, `x y_templates = ${own.context}`] }],
          dids: [
            { did: own.name, caller: "", destination: "from-did-direct,1001,1", description: own.secret },
            { did: "_2X.", caller: "", destination: own.context, description: "" },
            { did: "_3X.", caller: "", destination: "from-did-direct,1001,1", description: own.name },
          ],
        },
        { withSecrets: true, placeholders: [], models: suggestedModels },
      );
      expect(setup.extensions["1001"]?.name).toBe(own.name.replaceAll(/\p{Cc}+/gu, " ").trim());
      expect(setup.routes[0]?.patterns).toEqual(["911"]);
      expect(setup.inboundRoutes.map(({ did }) => did)).toContain("3X.");
    }),
  );
});

test("the file parses as plain YAML, too", () => {
  expect(Object.keys(parse(ofFixture().text))).toContain("extensions");
});
