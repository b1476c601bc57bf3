import fc from "fast-check";
import { expect, test } from "vitest";
import { lineKeyParameter } from "../../../../sim/model/profile/line-key-parameters.js";
import { lineKeyTypes } from "../../../../sim/model/profile/profile.js";
import { mapConfig, surplusOf } from "../../../../sim/phone/provisioning/map-config.js";
import { mergeParameters, parseConfig } from "../../../../sim/phone/provisioning/parse-config.js";
import { accountOf, configFile, lineKey } from "../support/config-file.js";
import { profileOf } from "../support/profile.js";

const profile = profileOf("CIP230");

function parametersOf(...parts: Parameters<typeof configFile>): ReadonlyMap<number, string> {
  const parsed = parseConfig(configFile(...parts));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.parameters;
}

test("an account takes its server, transport and expiry from the SIP profile that it points at", () => {
  const server = profile.sipProfileParameters[1];
  const account = profile.accountParameters[0];
  if (!server || !account) throw new Error("no second SIP profile");
  const parameters = parametersOf(accountOf(profile, { extension: "1001", server: "127.0.0.1:1" }), {
    [account.profile]: "1",
    [account.name]: "Alice Eastern",
    [account.authId]: "a1001",
    [server.server]: "pbx.example:5070",
    [server.transport]: "1",
    [server.expiry]: "3",
    [server.register]: "0",
  });
  expect(mapConfig(parameters, profile).account).toEqual({
    number: 1,
    extension: "1001",
    authUser: "a1001",
    password: "wire-secret",
    displayName: "Alice Eastern",
    label: "1001",
    host: "pbx.example",
    port: 5070,
    protocol: "tcp",
    expiresSeconds: 180,
    registers: false,
  });
});

test("without a value of its own the expiry is the model's", () => {
  const expiry = profile.sipProfileParameters[0]?.expiry ?? 0;
  const parameters = parametersOf(accountOf(profile, { extension: "1001", server: "10.0.0.1" }), {
    [expiry]: "soon",
  });
  expect(mapConfig(parameters, profile).account).toMatchObject({
    port: 5060,
    expiresSeconds: 900,
    authUser: "1001",
  });
});

test.each([
  [{ extension: "", server: "127.0.0.1" }, "account 1: active, but without a usable user"],
  [{ extension: "1001>;x=\r\nVia: y", server: "127.0.0.1" }, "account 1: active, but without a usable user"],
  [{ extension: "1001", server: "" }, "account 1: active, but without a usable server"],
  [{ extension: "1001", server: "127.0.0.1:99999" }, "account 1: active, but without a usable server"],
  [{ extension: "1001", server: "a b" }, "account 1: active, but without a usable server"],
])("an active account that cannot be used is reported: %o", (account, report) => {
  const config = mapConfig(parametersOf(accountOf(profile, account)), profile);
  expect(config.account).toBeUndefined();
  expect(config.dropped).toEqual([report]);
});

test("line keys up to the model's count are used, in all address blocks; those beyond are dropped and reported", () => {
  const file = parametersOf(
    lineKey(profile, 1, "line"),
    lineKey(profile, 4, "speed-dial", "Bob", "1002"),
    lineKey(profile, 20, "blf", "", "2000"),
    lineKey(profile, 21, "app-login"),
    lineKey(profile, 45, "speed-dial", "Far", "3000"),
    lineKey(profile, 22, "none"),
  );
  expect(mapConfig(file, profile).keys).toEqual([
    { key: 1, type: "line", label: "Line", value: "" },
    { key: 4, type: "speed-dial", label: "Bob", value: "1002" },
    { key: 20, type: "blf", label: "2000", value: "2000" },
  ]);
  expect(surplusOf(file, profile)).toEqual([
    "line key 21 (Login): the CIP230 has 20",
    "line key 45 (Far): the CIP230 has 20",
  ]);
});

test("accounts beyond the model's count are dropped and reported", () => {
  const active = profile.accountParameters[8]?.active ?? 0;
  const file = parametersOf({ [active]: "1" });
  expect(mapConfig(file, profile).account).toBeUndefined();
  expect(surplusOf(file, profile)).toEqual(["account 9: the CIP230 has 8"]);
});

test("a key of a type that no model has is there but has no function", () => {
  const type = lineKeyParameter(profile, 3, "type") ?? 0;
  expect(mapConfig(parametersOf({ [type]: "99" }), profile).keys).toEqual([
    { key: 3, type: "type 99", label: "", value: "" },
  ]);
});

test("every type of the family is known by its name and has a label", () => {
  for (const type of lineKeyTypes) {
    const [key] = mapConfig(parametersOf(lineKey(profile, 5, type)), profile).keys;
    if (type === "none") expect(key).toBeUndefined();
    else expect(key).toMatchObject({ key: 5, type, label: expect.stringMatching(/^[A-Z]/) });
  }
});

test("settings are known by name", () => {
  const { timeZone, ringVolume, firmware } = profile.settingParameters;
  const parameters = parametersOf({
    [timeZone]: "-5",
    [ringVolume]: "1",
    [firmware]: "http://fw.example.test",
  });
  expect(mapConfig(parameters, profile).settings).toEqual({
    "time-zone": "-5",
    "ring-volume": "1",
    firmware: "http://fw.example.test",
  });
});

test("paging groups are settings, by their place (HD-54)", () => {
  const parameters = parametersOf({
    20021: "224.0.1.75:5000",
    20022: "Front office",
    20039: "224.0.1.75:5018",
    // An eleventh group is none.
    20041: "224.0.1.75:5020",
  });
  expect(mapConfig(parameters, profile).settings).toEqual({
    "paging-1": "224.0.1.75:5000",
    "paging-1-label": "Front office",
    "paging-10": "224.0.1.75:5018",
  });
});

test("the owner of the call history is told apart from the settings", () => {
  const { dataOwner } = profile.settingParameters;
  expect(mapConfig(parametersOf({ [dataOwner]: "1001", 1: "x" }), profile)).toMatchObject({
    dataOwner: "1001",
    settings: {},
  });
  expect(mapConfig(parametersOf({ 1: "x" }), profile).dataOwner).toBeUndefined();
  const emptied = mergeParameters(new Map([[dataOwner, "1001"]]), parametersOf({ [dataOwner]: "" }));
  expect(mapConfig(emptied, profile).dataOwner).toBeUndefined();
});

test.each([
  ["0", "udp", 5060],
  ["1", "tcp", 5060],
  ["2", "tls", 5061],
])("transport %s is %s, by default to port %i", (value, protocol, port) => {
  const [sipProfile] = profile.sipProfileParameters;
  const parameters = parametersOf(accountOf(profile, { extension: "1001", server: "pbx.example.test" }), {
    [sipProfile?.transport ?? 0]: value,
  });
  expect(mapConfig(parameters, profile)).toMatchObject({
    account: { protocol, host: "pbx.example.test", port },
    server: `pbx.example.test:${port}`,
  });
});

test.each(["3", "4", "__proto__", "constructor"])("an account with transport %s cannot be used", (value) => {
  const [sipProfile] = profile.sipProfileParameters;
  const parameters = parametersOf(accountOf(profile, { extension: "1001", server: "pbx.example.test" }), {
    [sipProfile?.transport ?? 0]: value,
  });
  expect(mapConfig(parameters, profile)).toMatchObject({
    account: undefined,
    server: undefined,
    dropped: [`account 1: transport ${value} is not simulated`],
    problem: `account 1: transport ${value} is not simulated`,
  });
});

const serverOf = (server: string, transport: string) => {
  const [sipProfile] = profile.sipProfileParameters;
  const parameters = parametersOf(accountOf(profile, { extension: "1001", server }), {
    [sipProfile?.transport ?? 0]: transport,
  });
  return mapConfig(parameters, profile);
};

test.each([
  ["sip:pbx.example.test", "0", "pbx.example.test", 5060],
  ["SIP:pbx.example.test:5070", "0", "pbx.example.test", 5070],
  ["pbx_1;transport=udp", "0", "pbx_1", 5060],
  ["pbx;transport=TCP", "1", "pbx", 5060],
  ["sips:pbx.example.test", "2", "pbx.example.test", 5061],
  ["sip:[2001:db8::1]:5070;transport=tls", "2", "2001:db8::1", 5070],
])("the server %s over transport %s is %s, port %i", (server, transport, host, port) => {
  expect(serverOf(server, transport)).toMatchObject({ account: { host, port }, problem: undefined });
});

test.each([
  ["pbx;transport=tcp", "0", "its server pbx;transport=tcp asks for tcp, its transport is udp"],
  ["sips:pbx", "0", "its server sips:pbx asks for tls, its transport is udp"],
  ["pbx;maddr=192.0.2.1", "0", "its server pbx;maddr=192.0.2.1 has a parameter that is not simulated: maddr"],
  ["sip:1001@pbx", "0", "without a usable server"],
  ["https://pbx", "0", "without a usable server"],
  ["pbx?x=y", "0", "without a usable server"],
])("the server %s over transport %s is refused: %s", (server, transport, problem) => {
  expect(serverOf(server, transport)).toMatchObject({
    account: undefined,
    problem: `account 1: active, but ${problem}`,
  });
});

test("an authentication user with a line end would begin another header", () => {
  const [account] = profile.accountParameters;
  const parameters = parametersOf(accountOf(profile, { extension: "1001", server: "pbx" }), {
    [account?.authId ?? 0]: "a\nb",
  });
  expect(mapConfig(parameters, profile).problem).toBe(
    "account 1: active, but without a usable authentication user",
  );
});

test("an absent value stays, an empty one goes", () => {
  const stored = new Map([
    [1, "one"],
    [2, "two"],
  ]);
  const merged = mergeParameters(stored, parametersOf({ 2: "", 3: "three" }));
  expect([...merged]).toEqual([
    [1, "one"],
    [3, "three"],
  ]);
});

const anyParameters = fc.dictionary(
  fc.oneof(
    fc.constantFrom("P271", "P35", "P34", "P47", "P130", "P32", "P24082", "P41200", "P20200", "P23000"),
    fc.integer({ min: 0, max: 999_999 }).map((number) => `P${number}`),
  ),
  fc.oneof(fc.string(), fc.constantFrom("0", "1", "901", "-1", "1e9", "127.0.0.1:5060", "::1", "\r\n")),
);

test("whatever the values are, mapping gives a configuration within the model's limits", () => {
  fc.assert(
    fc.property(anyParameters, (values) => {
      const parameters = new Map(
        Object.entries(values).map(([name, value]) => [Number(name.slice(1)), value]),
      );
      const config = mapConfig(parameters, profile);
      expect(config.keys.every(({ key }) => key >= 1 && key <= profile.lineKeys)).toBe(true);
      if (config.account) {
        expect(config.account.extension).toMatch(/^[\w.+*#-]+$/);
        expect(config.account.host).not.toMatch(/\s/);
        expect(config.account.expiresSeconds).toBeGreaterThan(0);
      }
      surplusOf(parameters, profile);
    }),
  );
});
