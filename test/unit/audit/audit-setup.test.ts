import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { auditSetup } from "../../../sim/audit/audit-setup.js";
import { ruleIds } from "../../../sim/model/rules/rules.js";
import { policyNames } from "../../../sim/model/setup/policies.js";
import { type SetupInput, setupFileSchema } from "../../../sim/model/setup/setup.js";
import { profiles, sampleSetup } from "../backend/sample-setup.js";

type Change = (input: SetupInput) => void;

/** Severity and path of what is found of one rule. */
function found(rule: string, change: Change = () => {}): string[] {
  return auditSetup(sampleSetup(change), profiles)
    .filter((finding) => finding.rule === rule)
    .map(({ severity, path }) => `${severity} ${path.join(".")}`);
}

const placeholder =
  (more: Partial<SetupInput["extensions"][string]>): Change =>
  (input) => {
    Object.assign(input.extensions["9000"] ?? {}, more);
  };
const everybody =
  (more: object): Change =>
  (input) => {
    Object.assign(input.groups?.["All Users"]?.hotdesk ?? {}, more);
  };
const policies =
  (chosen: NonNullable<SetupInput["policies"]>): Change =>
  (input) => {
    input.policies = chosen;
  };
const offsite: Change = (input) => {
  Object.assign(input.locations["chicago"] ?? {}, { network: "offsite" });
};
const keys =
  (layout: string, ...list: object[]): Change =>
  (input) => {
    Object.assign(input["model-layouts"]?.[layout] ?? {}, { keys: list });
  };
const all =
  (...changes: readonly Change[]): Change =>
  (input) => {
    for (const change of changes) change(input);
  };
const host = "pbx.example.test";
const line = { type: "line" };
const login = { type: "app-login" };

describe("hosts", () => {
  const named = (record: object, more: Change = offsite) =>
    all(more, (input) => {
      input["port-settings"]["fallback-host"] = host;
      input.names = { [host]: record };
    });

  test.each([
    [
      "resolves inside only",
      named({ onsite: "backend", offsite: "none" }),
      ["error port-settings.fallback-host"],
    ],
    [
      "resolves outside only",
      named({ onsite: "none", offsite: "backend" }),
      ["error port-settings.fallback-host"],
    ],
    ["resolves on both sides", named({ onsite: "backend", offsite: "backend" }), []],
    ["nobody is outside", named({ onsite: "backend", offsite: "none" }, () => {}), []],
    ["an address, and both sides", offsite, ["warning port-settings.fallback-host"]],
    ["an address, one side", () => {}, []],
  ])("HD-33: the fallback host %s", (_title, change, expected) => {
    expect(found("HD-33", change)).toEqual(expected);
  });

  test("HD-12: the server address of a template", () => {
    const change = all(offsite, (input) => {
      Object.assign(input.templates?.["CST Default"] ?? {}, { "server-address": host });
      input.names = { [host]: { onsite: "backend", offsite: "none" } };
    });
    expect(found("HD-12", change)).toEqual(["error templates.CST Default.server-address"]);
    expect(found("HD-12")).toEqual([]);
  });
});

describe("HD-14: keys against the level", () => {
  const dials = (level: string, type: string, value: string): Change =>
    all(keys("logout-270", line, login, { type, value }), (input) => {
      Object.assign(input, { "placeholder-calls": level });
    });
  const third = ["warning model-layouts.logout-270.keys.2"];

  test.each([
    ["internal", "speed-dial", "2000", []],
    ["internal", "speed-dial", "2125550177", third],
    ["internal", "speed-dial", "911", []],
    ["emergency", "blf", "2000", third],
    ["emergency", "speed-dial", "911", []],
    ["outbound", "speed-dial", "2125550177", []],
    ["outbound", "blf", "2000", third],
    ["full", "speed-dial", "2125550177", []],
    ["emergency", "redial", "", []],
  ])("level %s, key %s %s", (level, type, value, expected) => {
    expect(found("HD-14", dials(level, type, value))).toEqual(expected);
  });

  test("layouts of users are not looked at, clones of logged-out ones are", () => {
    expect(found("HD-14", keys("user-270", { type: "speed-dial", value: "2125550177" }))).toEqual([]);
    expect(
      found("HD-14", keys("logout-230", line, login, { type: "speed-dial", value: "2125550177" })),
    ).toEqual(["warning model-layouts.logout-230.keys.2"]);
  });
});

test("HD-17: who may log in needs a mailbox with a PIN", () => {
  expect(found("HD-17")).toEqual(["warning extensions.1004", "warning extensions.1005.voicemail.pin"]);
  expect(found("HD-17", everybody({ enabled: false }))).toEqual([]);
});

describe("HD-19: Full Logout", () => {
  const byGroup = ["error groups.Cleaners.hotdesk.logout-action"];
  const accept =
    (...desks: string[]): Change =>
    (input) => {
      input["accept-no-emergency"] = desks.map((each) => ({
        desk: each,
        reason: "phone in the hall",
        by: "Olga",
      }));
    };
  const nobodyFull: Change = (input) => {
    Object.assign(input.groups?.["Cleaners"] ?? {}, { hotdesk: {} });
  };

  test("each location must be signed for", () => {
    const unsigned = (change: Change) =>
      auditSetup(sampleSetup(change), profiles).find(({ rule }) => rule === "HD-19")?.affects?.locations;
    expect(found("HD-19")).toEqual(byGroup);
    expect(unsigned(() => {})).toEqual(["new-york", "chicago"]);
    expect(unsigned(accept("new-york"))).toEqual(["chicago"]);
    expect(found("HD-19", accept("new-york", "chicago"))).toEqual([]);
  });

  test("it names the users, and where their Logout Action stands", () => {
    const said = (change: Change) =>
      auditSetup(sampleSetup(change), profiles).find(({ rule }) => rule === "HD-19")?.message;
    expect(said(() => {})).toContain("1007 logged out there (Full Logout, by group Cleaners)");
    const own: Change = (input) => {
      input.users = { "1001": { hotdesk: { "logout-action": "full" } } };
    };
    expect(said(all(nobodyFull, own))).toContain("1001 logged out there (Full Logout, set for the user)");
    const unset: Change = (input) => {
      delete input.groups?.["All Users"]?.hotdesk?.["logout-action"];
    };
    expect(said(all(nobodyFull, unset))).toContain("(Full Logout, no group has a logout-action)");
  });

  test("policy ignore, and nobody who logs out fully", () => {
    expect(found("HD-19", policies({ "full-logout-risk": "ignore" }))).toEqual([]);
    expect(found("HD-19", nobodyFull)).toEqual([]);
  });

  test("a Logout Action that is not set is Full Logout", () => {
    const unset: Change = (input) => {
      delete input.groups?.["All Users"]?.hotdesk?.["logout-action"];
    };
    expect(found("HD-19", all(nobodyFull, unset))).toEqual(["error groups"]);
    expect(found("HD-19", all(nobodyFull, unset, everybody({ enabled: false })))).toEqual([]);
  });
});

test.each([
  ["one phone alone", { "max-contacts": 1 }, ["error extensions.9000.max-contacts"]],
  ["two", { "max-contacts": 2 }, []],
  ["a hundred", { "max-contacts": 100 }, []],
  ["more than FreePBX stores", { "max-contacts": 150 }, ["warning extensions.9000.max-contacts"]],
  ["Remove Existing", { "remove-existing": true }, ["warning extensions.9000.remove-existing"]],
])("HD-28: a placeholder for %s", (_title, more, expected) => {
  expect(found("HD-28", placeholder(more))).toEqual(expected);
});

test("HD-29: Match (Permit) is no limit; the default limit is a low one", () => {
  const limit = "advice extensions.9000.outbound-concurrency-limit";
  expect(found("HD-29")).toEqual([limit]);
  expect(found("HD-29", placeholder({ "outbound-concurrency-limit": 20 }))).toEqual([]);
  const both = placeholder({ "outbound-concurrency-limit": 0, "match-permit": ["127.99.0.0/16"] });
  expect(found("HD-29", both)).toEqual(["warning extensions.9000.match-permit"]);
});

test("HD-38: each model that there are layouts for has one to log out with", () => {
  expect(found("HD-38")).toEqual([]);
  const only230 = everybody({ "logout-model-layouts": { CIP230: "logout-230" } });
  expect(found("HD-38", only230)).toEqual(["warning model-layouts", "warning model-layouts"]);
  for (const value of ["blank", "refuse"] as const) {
    const severe = found("HD-38", all(only230, policies({ "no-logout-layout": value })));
    expect(severe).toEqual(["error model-layouts", "error model-layouts"]);
  }
  expect(found("HD-38", all(only230, everybody({ "logout-action": "full" })))).toEqual([]);
});

test("HD-42, HD-43: a logged-out layout needs Line and Login, its clones too", () => {
  expect([...found("HD-42"), ...found("HD-43")]).toEqual([]);
  expect(found("HD-42", keys("logout-270", login))).toEqual(["error model-layouts.logout-270"]);
  expect(found("HD-43", keys("logout-230", line))).toEqual(["error model-layouts.logout-230"]);
  // The list of keys is right for the layout that it was made for: the clone is the slip.
  const cloned: Change = (input) => {
    Object.assign(input["model-layouts"]?.["logout-250"] ?? {}, { "clone-of": "user-230" });
  };
  expect(found("HD-43", cloned)).toEqual(["error model-layouts.logout-250"]);
});

describe("HD-48: more keys than the model has", () => {
  const many = (first: object[], count: number) => [
    ...first,
    ...Array.from({ length: count }, () => ({ type: "none" })),
  ];

  test("is a warning", () => {
    expect(found("HD-48", keys("logout-230", ...many([line, login], 40)))).toContain(
      "warning model-layouts.logout-230",
    );
    expect(found("HD-48")).toEqual([]);
  });

  test("is an error where a logged-out phone loses its way back, or policy refuses it", () => {
    const lost = keys("logout-230", ...many([line], 40), login);
    expect(found("HD-48", lost)).toContain("error model-layouts.logout-230");
    const refused = all(keys("user-230", ...many([line], 40)), policies({ "surplus-keys": "refuse-save" }));
    expect(found("HD-48", refused)).toEqual(["error model-layouts.user-230"]);
  });
});

test("HD-62: a group of its own for the placeholder's user", () => {
  expect(found("HD-62")).toEqual(["advice extensions.9000"]);
  const own: Change = (input) => {
    input.groups = { "Logged out phones": { hotdesk: {} }, ...input.groups };
    input.users = { ...input.users, "9000": { groups: ["Logged out phones", "All Users"] } };
  };
  expect(found("HD-62", own)).toEqual([]);
  const behind: Change = (input) => {
    input.groups = { ...input.groups, "Logged out phones": { hotdesk: {} } };
    input.users = { ...input.users, "9000": { groups: ["Logged out phones", "All Users"] } };
  };
  expect(found("HD-62", behind)).toEqual(["advice extensions.9000"]);
  expect(found("HD-62", placeholder({ "create-user": false }))).toEqual([]);
});

test("PBX-134: a mailbox on the placeholder, worse where it can log in", () => {
  const mailbox = placeholder({ voicemail: { pin: "555777" } });
  expect(found("PBX-134")).toEqual([]);
  expect(found("PBX-134", mailbox)).toEqual(["warning extensions.9000.voicemail"]);
  expect(found("PBX-134", all(mailbox, policies({ "login-as-placeholder": "allow" })))).toEqual([
    "error extensions.9000.voicemail",
  ]);
});

test("EH-14: users who take another site's placeholder along", () => {
  expect(found("EH-14")).toEqual([]);
  const second: Change = (input) => {
    input.extensions["9100"] = {
      name: "Out",
      role: "placeholder",
      secret: "s3cret-chicago",
      "max-contacts": 5,
    };
    input.users = { ...input.users, "1008": { hotdesk: { "logout-action": "9100" } } };
  };
  const warned = ["warning policies.placeholder-choice"];
  expect(found("EH-14", second)).toEqual(warned);
  // With the extension's own identity help goes to the wrong place: that is EH-12.
  expect(found("EH-14", all(second, policies({ "emergency-identity": "extension" })))).toEqual([]);
  const byDesk = policies({ "placeholder-choice": "desk-location" });
  const owned =
    (...places: [string, string][]): Change =>
    (input) => {
      for (const [place, number] of places)
        Object.assign(input.locations[place] ?? {}, { placeholder: number });
    };
  expect(found("EH-14", all(second, byDesk, owned(["new-york", "9000"])))).toEqual([
    "warning locations.chicago",
  ]);
  expect(found("EH-14", all(second, byDesk, owned(["new-york", "9000"], ["chicago", "9100"])))).toEqual([]);
});

test("HD-64, HD-65, HD-69: Hotdesk for nobody, or with nothing to pick", () => {
  const hotdesk =
    (settings: NonNullable<NonNullable<SetupInput["groups"]>[string]["hotdesk"]>): Change =>
    (input) => {
      input.groups = { "All Users": { hotdesk: settings }, Disabled: {} };
      input.users = {};
      for (const extension of Object.values(input.extensions)) delete extension.groups;
    };
  const at = ["warning groups"];
  expect(["HD-64", "HD-65", "HD-69"].flatMap((rule) => found(rule))).toEqual([]);
  expect(found("HD-64", hotdesk({}))).toEqual(at);
  const enabled = hotdesk({ enabled: true });
  expect(["HD-64", "HD-65", "HD-69"].map((rule) => found(rule, enabled))).toEqual([[], at, at]);
  const lenient = all(enabled, policies({ "no-template": "default-template", "no-layout": "line-only" }));
  expect(["HD-65", "HD-69"].flatMap((rule) => found(rule, lenient))).toEqual([]);
});

test("HD-35: PINs over plain HTTP", () => {
  const stuck = sampleSetup(policies({ "pin-over-http": "refuse", "logout-confirm": "pin" }));
  expect(auditSetup(stuck, profiles).find(({ rule }) => rule === "HD-35")?.message).toBe(
    "no user can log in and none can log out at the phone: PINs are refused over plain HTTP (policy pin-over-http)",
  );
  expect(found("HD-35")).toEqual(["warning port-settings.protocol"]);
  expect(found("HD-35", policies({ "pin-over-http": "allow" }))).toEqual([]);
  expect(found("HD-35", policies({ "pin-over-http": "refuse" }))).toEqual(["error port-settings.protocol"]);
  expect(
    found("HD-35", (input) => {
      input["port-settings"].protocol = "https";
    }),
  ).toEqual([]);
});

test("the worst comes first, everything says what to do, cites a rule, and keeps PINs and secrets", () => {
  const findings = auditSetup(
    sampleSetup(all(offsite, placeholder({ "max-contacts": 1, voicemail: { pin: "555777" } }))),
    profiles,
  );
  const severities = findings.map(({ severity }) => severity);
  const order = ["error", "warning", "advice"];
  expect(severities).toEqual([...severities].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  for (const { rule, hint, message, path } of findings) {
    expect(ruleIds.some((id) => id === rule) || /^(PBX|EH)-\d+$/.test(rule)).toBe(true);
    expect([hint.length, message.length, path.length].every((length) => length > 0)).toBe(true);
    expect(`${message} ${hint}`).not.toMatch(/555777|s3cret|71428501/);
    for (const [, policy] of message.matchAll(/\(policy ([a-z-]+)/g)) expect(policyNames).toContain(policy);
  }
});

test("errors of the setups that come with deskfleet are what these are about", () => {
  const errors = Object.fromEntries(
    readdirSync("scenarios/setups").map((file) => {
      const setup = setupFileSchema.parse(parse(readFileSync(`scenarios/setups/${file}`, "utf8")));
      const rules = auditSetup(setup, profiles).flatMap(({ severity, rule }) =>
        severity === "error" ? [rule] : [],
      );
      return [file, [...new Set(rules)]];
    }),
  );
  expect(errors).toMatchObject({
    "campus.yaml": [],
    "surplus-keys.yaml": ["HD-48"],
    "two-offices.yaml": ["HD-19"],
  });
});
