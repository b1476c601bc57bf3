import { expect, test } from "vitest";
import { type ConfigFile, configFile } from "../../../../sim/backend/hotdesk/config-file.js";
import { configKey } from "../../../../sim/backend/hotdesk/config-key.js";
import type { Device, Mapping } from "../../../../sim/backend/hotdesk/mapping.js";
import { surplusKeys } from "../../../../sim/backend/hotdesk/model-layout.js";
import type { PhoneAddresses } from "../../../../sim/backend/hotdesk/phone-addresses.js";
import { renderParameters } from "../../../../sim/backend/hotdesk/render-parameters.js";
import { templateSettings } from "../../../../sim/backend/hotdesk/template.js";
import { lineKeyParameter } from "../../../../sim/model/profile/line-key-parameters.js";
import type { LineKey } from "../../../../sim/model/setup/setup.js";
import { mac, profileOf, profiles, sampleSetup, setupWith } from "../sample-setup.js";

const addresses: PhoneAddresses = {
  apps: { protocol: "http", host: "pbx.example", port: 8080 },
  sip: { host: "pbx.example", port: 5060 },
};
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

function config(of: Device | undefined, at = setup): ConfigFile {
  return configFile(at, of, profileOf("CIP270"), addresses);
}

const blank = {
  account: undefined,
  keys: [{ type: "app-login", label: "Login", value: "http://pbx.example:8080/apps/login" }],
  settings: {},
  dataOwner: "",
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
      server: "pbx.example:5060",
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
    dataOwner: "1001",
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

test("a layout that is gone is none: a placeholder gets Line and Login, a user one Line", () => {
  const types = (mapping: Mapping) => config(device(mapping)).keys.map(({ type }) => type);
  expect(types({ ...loggedOut, layout: "gone" })).toEqual(["line", "app-login"]);
  expect(types({ ...alice, layout: "__proto__" })).toEqual(["line"]);
});

test.each(["user", "placeholder"] as const)("a %s whose extension is gone gets the fallback", (role) => {
  const mapping = role === "user" ? alice : loggedOut;
  const { [mapping.extension]: _gone, ...extensions } = setup.extensions;
  expect(config(device(mapping), { ...setup, extensions })).toEqual(blank);
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

/** The sample setup with more in the template that Alice picked. */
function withTemplate(more: object) {
  return sampleSetup((input) => {
    input.templates = { ...input.templates, "CST Default": { ...input.templates?.["CST Default"], ...more } };
  });
}

test("HD-12: a template's server address replaces the fallback host for SIP and for the apps", () => {
  const file = config(device(alice), withTemplate({ "server-address": "pbx.public.example" }));
  expect(file.account?.server).toBe("pbx.public.example:5060");
  expect(file.keys[2]?.value).toBe("http://pbx.public.example:8080/apps/logout");
  expect(config(device(loggedOut), withTemplate({ "server-address": "x.example" })).account?.server).toBe(
    "pbx.example:5060",
  );
});

test("erase-personal-data: a placeholder's file leaves the owner of the history out, or takes it over", () => {
  const keep = setupWith({ "erase-personal-data": "no" });
  expect(config(device(loggedOut)).dataOwner).toBe("9000");
  expect(config(device(loggedOut), keep).dataOwner).toBe(undefined);
  expect(config(device(alice), keep).dataOwner).toBe("1001");
  expect(config(undefined, keep).dataOwner).toBe(""); // Full Logout erases in any case (HD-18)
  expect(values(config(device(loggedOut), keep)).has(65001)).toBe(false);
  expect(values(config(device(loggedOut))).get(65001)).toBe("9000");
});

test("keys of every type have the value and the text that they need", () => {
  const key = (given: LineKey) => {
    const { label, value } = configKey(given, addresses);
    return [label, value];
  };
  expect(key({ type: "speed-dial", value: "2000", label: "Reception" })).toEqual(["Reception", "2000"]);
  expect(key({ type: "park", value: "70" })).toEqual(["70", "70"]);
  expect(key({ type: "dnd" })).toEqual(["DND", ""]);
  expect(key({ type: "call-return" })).toEqual(["Call Return", ""]);
  expect(key({ type: "none" })).toEqual(["", ""]);
  expect(key({ type: "app-login", value: "ignored" })).toEqual([
    "Login",
    "http://pbx.example:8080/apps/login",
  ]);
  expect(key({ type: "app-url", value: "https://weather.example/x?y=1" })[1]).toBe(
    "https://weather.example/x?y=1",
  );
  expect(key({ type: "app-url", value: "/apps/login" })[1]).toBe("http://pbx.example:8080/apps/login");
  expect(key({ type: "app-url", value: "http://[" })[1]).toBe("http://[");
});

test("HD-54: paging groups take their parameters; a template without them empties all", () => {
  const groups = [{ address: "224.0.1.75:5000", label: "Floor" }, { address: "224.0.1.76:5000" }];
  const of = (setting: object) => {
    const file = values(config(device(alice), withTemplate(setting)));
    return [20021, 20022, 20023, 20024, 20025, 20039, 20040].map((number) => file.get(number));
  };
  expect(of({ "paging-groups": groups })).toEqual([
    "224.0.1.75:5000",
    "Floor",
    "224.0.1.76:5000",
    "",
    "",
    "",
    "",
  ]);
  expect(of({})).toEqual(["", "", "", "", "", "", ""]);
});

test("the transport and the firmware server are sent by their numbers", () => {
  const transport = (name: "udp" | "tcp" | "tls") => {
    const at = sampleSetup((input) => {
      input["sip-transport"] = name;
    });
    return values(config(device(alice), at)).get(130);
  };
  expect([transport("udp"), transport("tcp"), transport("tls")]).toEqual(["0", "1", "2"]);
  const file = values(config(device(alice), withTemplate({ firmware: "http://pbx.example/firmware/" })));
  expect(file.get(192)).toBe("http://pbx.example/firmware/");
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
    47: "pbx.example:5060",
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
