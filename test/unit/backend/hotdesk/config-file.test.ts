import { expect, test } from "vitest";
import { type ConfigFile, configFile } from "../../../../sim/backend/hotdesk/config-file.js";
import type { Device, Mapping } from "../../../../sim/backend/hotdesk/mapping.js";
import { surplusKeys } from "../../../../sim/backend/hotdesk/model-layout.js";
import { renderParameters } from "../../../../sim/backend/hotdesk/render-parameters.js";
import { templateSettings } from "../../../../sim/backend/hotdesk/template.js";
import { lineKeyParameter } from "../../../../sim/model/line-key-parameters.js";
import { fault, mac, noFault, profileOf, profiles, sampleSetup, setupWith } from "../sample-setup.js";

const addresses = { apps: "http://pbx.example:8080", sip: "127.0.0.1:5060" };
const setup = sampleSetup();

function device(mapping: Mapping | undefined, orphan?: Mapping): Device {
  return { mac: mac("001fc1000001"), model: "CIP270", mapping, orphan };
}

const alice: Mapping = {
  extension: "1001",
  role: "user",
  template: "CST Default",
  layout: "user-270",
  active: true,
};
const loggedOut: Mapping = {
  extension: "9000",
  role: "placeholder",
  template: "Logged Out",
  layout: "logout-270",
  active: true,
};

function config(
  of: Device | undefined,
  at = setup,
  has = noFault as Parameters<typeof configFile>[4],
): ConfigFile {
  return configFile(at, of, profileOf("CIP270"), addresses, has);
}

const blank = {
  account: undefined,
  keys: [{ type: "app-login", label: "Login", value: "http://pbx.example:8080/apps/login" }],
  settings: {},
};

test("HD-31, HD-81: a phone without a template gets the fallback: no account, only Login", () => {
  expect(config(undefined)).toEqual(blank);
});

test("HD-18: after Full Logout nothing of the user is left", () => {
  expect(config(device({ ...alice, active: false }))).toEqual(blank);
});

test("HD-86: the user's account, layout and picked template", () => {
  expect(config(device(alice))).toEqual({
    account: {
      extension: "1001",
      name: "Alice Eastern",
      secret: "s3cret-alice-4f1c",
      server: "127.0.0.1:5060",
      transport: "udp",
      expiresMinutes: 15,
    },
    keys: [
      { type: "line", label: "Line", value: "" },
      { type: "line", label: "Line", value: "" },
      { type: "app-logout", label: "Logout", value: "http://pbx.example:8080/apps/logout" },
      { type: "blf", label: "Reception", value: "2000" },
    ],
    settings: {
      timeZone: "-6",
      background: "central.png",
      ringTone: 1,
      ringVolume: 5,
      screenTimeout: 60,
    },
  });
});

test("HD-75, HD-76: the placeholder with the logout template and layout", () => {
  const { account, keys, settings } = config(device(loggedOut));
  expect(account?.extension).toBe("9000");
  expect(keys.map(({ label }) => label)).toEqual(["Line", "Login", "Reception"]);
  expect(settings).toMatchObject({ background: "logged-out.png", ringVolume: 1, timeZone: "-5" });
});

test("no layout assigned: a placeholder gets Line and Login, a user one Line", () => {
  const types = (mapping: Mapping) => config(device(mapping)).keys.map(({ type }) => type);
  expect(types({ ...loggedOut, layout: undefined })).toEqual(["line", "app-login"]);
  expect(types({ ...alice, layout: undefined })).toEqual(["line"]);
});

test("file-of-deleted-mapping: keep, or fallback", () => {
  expect(config(device(undefined, alice)).account?.extension).toBe("1001");
  expect(config(device(undefined, alice), setupWith({ "file-of-deleted-mapping": "fallback" }))).toEqual(
    blank,
  );
});

test("HD-58: a template inherits what it does not set from Default", () => {
  expect(templateSettings(setup, "Logged Out")).toMatchObject({ ringTone: 1, ringVolume: 1 });
  expect(templateSettings(setup, undefined)).toEqual(setup.templates["Default"]);
  expect(templateSettings(setup, "__proto__")).toEqual(setup.templates["Default"]);
});

test("HD-47: a clone shows the keys of its origin; a ring of clones has none", () => {
  const ring = sampleSetup((input) => {
    input["model-layouts"] = {
      ...input["model-layouts"],
      a: { model: "CIP230", description: "a", "clone-of": "b" },
      b: { model: "CIP230", description: "b", "clone-of": "a" },
    };
  });
  const keys = (layout: string) => config(device({ ...alice, layout }), ring).keys.map(({ type }) => type);
  expect(keys("logout-250")).toEqual(["line", "app-login"]);
  expect(keys("a")).toEqual([]);
});

test("faults of the file", () => {
  expect(config(undefined, setup, fault("login-key-missing")).keys).toEqual([]);
  const kept = config(device({ ...alice, active: false }), setup, fault("full-logout-keeps-account"));
  expect(kept.account?.extension).toBe("1001");
});

test("HD-48: layouts with more keys than their model are found", () => {
  const big = sampleSetup((input) => {
    const layout = input["model-layouts"]?.["user-230"];
    if (layout) layout.keys = Array.from({ length: 21 }, () => ({ type: "line" as const }));
  });
  expect(surplusKeys(setup, profiles)).toEqual([]);
  expect(surplusKeys(big, profiles)).toEqual([{ layout: "user-230", model: "CIP230", keys: 21, limit: 20 }]);
});

function values(file: ConfigFile, model = "CIP270"): Map<number, string> {
  const parameters = renderParameters(file, profileOf(model));
  expect(new Set(parameters.map(({ number }) => number)).size).toBe(parameters.length);
  return new Map(parameters.map(({ number, value }) => [number, value]));
}

test("parameters have the addresses of the profile", () => {
  const user = values(config(device(alice)));
  expect(
    Object.fromEntries([271, 35, 36, 34, 3, 47, 130, 32, 64, 20052].map((n) => [n, user.get(n)])),
  ).toEqual({
    271: "1",
    35: "1001",
    36: "1001",
    34: "s3cret-alice-4f1c",
    3: "Alice Eastern",
    47: "127.0.0.1:5060",
    130: "0",
    32: "15",
    64: "-6",
    20052: "central.png",
  });
  expect(user.get(41202)).toBe("902");
  expect(user.get(41302)).toBe("http://pbx.example:8080/apps/logout");
});

test("a blank file takes back whatever a former one set (HD-18)", () => {
  const empty = values(config(undefined));
  for (const [number, value] of values(config(device(alice)))) {
    expect(empty.has(number), `P${number} stays at ${value}`).toBe(true);
  }
  expect(empty.get(271)).toBe("0");
  for (const number of [35, 36, 34, 3, 20000, 47, 64, 20052]) expect(empty.get(number)).toBe("");
});

test("every line key of the model is written, and what a layout has beyond it", () => {
  const many = {
    ...config(undefined),
    keys: Array.from({ length: 22 }, () => ({ type: "line", label: "L", value: "" })),
  };
  const profile = profileOf("CIP230");
  const typeOf = (file: ConfigFile, key: number) =>
    values(file, "CIP230").get(lineKeyParameter(profile, key, "type") ?? 0);
  expect(typeOf(config(undefined), 20)).toBe("0");
  expect(typeOf(config(undefined), 21)).toBe(undefined);
  expect(typeOf(many as ConfigFile, 22)).toBe("1");
});
