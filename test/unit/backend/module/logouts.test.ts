import { describe, expect, test } from "vitest";
import type { Setup } from "../../../../sim/model/setup/setup.js";
import { mac, sampleSetup, setupWith } from "../sample-setup.js";
import { DeskRig, desk, other } from "./desk-rig.js";

function rigWith(policies: Parameters<typeof setupWith>[0], extension = "1008"): DeskRig {
  const rig = new DeskRig({ setup: setupWith(policies) });
  rig.loggedIn(extension);
  return rig;
}

const logout = (rig: DeskRig) => rig.desks.logout(desk, "CIP250");

describe("logout-in-call", () => {
  test.each(["call", "emergency"] as const)("refuse: not during a %s", (call) => {
    const rig = rigWith({});
    rig.pbx.calls.set(desk, call);
    expect(logout(rig)).toEqual({ kind: "refused", refusal: { reason: "in-call" } });
    expect(rig.extensionOf()).toBe("1008");
  });

  test.each([
    ["after-call", "call"],
    ["after-call", "emergency"],
    ["drop", "emergency"],
  ] as const)(
    "%s: a phone in a %s is logged out when it has left the last one, and told then",
    async (policy, call) => {
      const rig = rigWith({ "logout-in-call": policy });
      rig.pbx.calls.set(desk, call);
      expect(logout(rig)).toEqual({ kind: "after-call" });
      rig.desks.callEnded(desk); // one of two
      expect([rig.extensionOf(), await rig.done()]).toEqual(["1008", []]);
      rig.pbx.calls.delete(desk);
      rig.desks.callEnded(desk);
      expect([rig.extensionOf(), await rig.done()]).toEqual(["9000", [`resync ${desk}`]]);
      rig.desks.callEnded(desk);
      expect(await rig.done()).toHaveLength(1);
    },
  );

  test("drop: hung up, then logged out; the answer notifies the phone", async () => {
    const rig = rigWith({ "logout-in-call": "drop" });
    rig.pbx.calls.set(desk, "call");
    expect(logout(rig)).toMatchObject({ kind: "logged-out" });
    expect([rig.extensionOf(), await rig.done()]).toEqual(["9000", [`hang up ${desk}`]]);
  });

  test("who logs in meanwhile is not logged out by it", () => {
    const rig = rigWith({ "logout-in-call": "after-call" });
    rig.pbx.calls.set(desk, "call");
    logout(rig);
    expect(rig.login("1009")).toBe("done");
    rig.pbx.calls.delete(desk);
    rig.desks.callEnded(desk);
    expect(rig.extensionOf()).toBe("1009");
  });

  test("a logout that waits survives a restart: the phone is heard of again", async () => {
    const rig = rigWith({ "logout-in-call": "after-call" });
    rig.pbx.calls.set(desk, "call");
    logout(rig);
    await rig.desks.settled();
    const after = new DeskRig({ setup: setupWith({}), restore: await rig.store.load() });
    after.registered(desk, "1008");
    expect([after.extensionOf(), await after.done()]).toEqual(["9000", [`resync ${desk}`]]);
  });

  test("a logout that cannot be carried out after the call is given up, with a word", () => {
    const rig = rigWith({ "logout-in-call": "after-call" });
    rig.pbx.calls.set(desk, "call");
    logout(rig);
    rig.submit(
      sampleSetup((input) => {
        input.policies = { "no-logout-layout": "refuse" };
        Object.assign(input.groups?.["All Users"]?.hotdesk ?? {}, { "logout-model-layouts": {} });
      }),
    );
    rig.pbx.calls.delete(desk);
    rig.desks.callEnded(desk);
    rig.desks.callEnded(desk);
    expect(rig.extensionOf()).toBe("1008");
    const told = rig.events.filter(
      (event) => event.type === "backend-note" && /not logged out/.test(event.text),
    );
    expect(told).toHaveLength(1);
  });

  test("a logout that is refused anyway does not wait for the call", () => {
    const rig = rigWith({ "logout-in-call": "after-call", "no-logout-layout": "refuse" });
    rig.pbx.calls.set(desk, "call");
    expect(rig.desks.logout(desk, "CIP999")).toMatchObject({ refusal: { reason: "no-logout-layout" } });
    expect(rig.desks.logout(other, "CIP250")).toEqual({ kind: "nobody" });
  });
});

describe("admin-logout", () => {
  test("allow: by the user's Logout Action, and the phone is notified", async () => {
    const rig = rigWith({});
    expect(rig.desks.adminLogout(desk)).toMatchObject({ kind: "logged-out", reboot: false });
    expect([rig.extensionOf(), await rig.done()]).toEqual(["9000", [`resync ${desk}`]]);
    expect(rig.desks.adminLogout(desk)).toEqual({ kind: "nobody" });
    expect(rig.desks.adminLogout(other)).toEqual({ kind: "nobody" });
  });

  test("forbid", () => {
    const rig = rigWith({ "admin-logout": "forbid" });
    expect(rig.desks.adminLogout(desk)).toEqual({
      kind: "refused",
      refusal: { reason: "admin-logout-forbidden" },
    });
    expect(rig.extensionOf()).toBe("1008");
  });

  test("an orphan reboots (HD-8)", async () => {
    const rig = rigWith({});
    rig.desks.remove(desk);
    rig.desks.adminLogout(desk);
    expect(await rig.done()).toEqual([`reboot ${desk}`]);
  });
});

describe("auto-logout", () => {
  test("idle: minutes after the last use, not before; each use counts", async () => {
    const rig = rigWith({ "auto-logout": "idle:15" });
    const minutes = (count: number) => rig.clock.move({ advanceSeconds: count * 60 });
    minutes(14);
    rig.desks.touch(desk);
    minutes(14);
    rig.desks.callStarted(desk);
    minutes(14);
    expect(rig.extensionOf()).toBe("1008");
    minutes(1);
    expect([rig.extensionOf(), await rig.done()]).toEqual(["9000", [`resync ${desk}`]]);
  });

  test("idle: each phone by itself, also one that logs in later", () => {
    const rig = rigWith({ "auto-logout": "idle:10" });
    rig.clock.move({ advanceSeconds: 300 });
    rig.loggedIn("1009", other);
    rig.clock.move({ advanceSeconds: 310 });
    expect([rig.extensionOf(), rig.extensionOf(other)]).toEqual(["9000", "1009"]);
    rig.clock.move({ advanceSeconds: 300 });
    expect(rig.extensionOf(other)).toBe("9000");
  });

  test.each(["call", "emergency"] as const)("idle: a %s is use, for as long as it lasts", (call) => {
    const rig = rigWith({ "auto-logout": "idle:10" });
    rig.pbx.calls.set(desk, call);
    rig.clock.move({ advanceSeconds: 3599 });
    rig.pbx.calls.delete(desk);
    rig.desks.callEnded(desk);
    rig.clock.move({ advanceSeconds: 599 });
    expect(rig.extensionOf()).toBe("1008");
    rig.clock.move({ advanceSeconds: 1 });
    expect(rig.extensionOf()).toBe("9000");
  });

  test("idle of no time at all: time goes on", () => {
    const setup = sampleSetup();
    const policies = { ...setup.policies, autoLogout: { kind: "idle", idleMs: 0 } as const };
    const rig = new DeskRig({ setup: { ...setup, policies } });
    rig.pbx.calls.set(desk, "call");
    rig.loggedIn("1008");
    rig.clock.move({ advanceSeconds: 60 });
    expect(rig.extensionOf()).toBe("1008");
  });

  test("daily: in a call it waits for the end of the call", () => {
    const rig = rigWith({ "auto-logout": "daily:18:30" });
    rig.pbx.calls.set(desk, "call");
    rig.clock.move({ timeOfDay: "18:30" });
    expect(rig.extensionOf()).toBe("1008");
    rig.pbx.calls.delete(desk);
    rig.desks.callEnded(desk);
    expect(rig.extensionOf()).toBe("9000");
  });

  test("daily: everybody, every day; phones on the placeholder are left alone", async () => {
    const rig = rigWith({ "auto-logout": "daily:18:30" });
    rig.loggedIn("1009", other);
    rig.clock.move({ timeOfDay: "18:29" });
    expect(rig.extensionOf()).toBe("1008");
    rig.clock.move({ timeOfDay: "18:30" });
    expect([rig.extensionOf(), rig.extensionOf(other)]).toEqual(["9000", "9000"]);
    expect(await rig.done()).toEqual([`resync ${desk}`, `resync ${other}`]);
    rig.loggedIn("1008");
    rig.clock.move({ advanceSeconds: 86_400 });
    expect(rig.extensionOf()).toBe("9000");
    expect(await rig.done()).toHaveLength(3);
  });

  test("a Submit switches it on and off", () => {
    const rig = rigWith({});
    rig.submit(setupWith({ "auto-logout": "idle:5" }));
    rig.submit(setupWith({}));
    rig.clock.move({ advanceSeconds: 3600 });
    expect(rig.extensionOf()).toBe("1008");
    rig.desks.touch(desk);
    rig.submit(setupWith({ "auto-logout": "idle:5" }));
    rig.clock.move({ advanceSeconds: 300 });
    expect(rig.extensionOf()).toBe("9000");
  });

  test("idle: a mapping that an admin enters is used from then on", () => {
    const rig = new DeskRig({ setup: setupWith({ "auto-logout": "idle:10" }) });
    rig.clock.move({ advanceSeconds: 3600 });
    rig.desks.put([
      { mac: desk, extension: "1008", model: "CIP250", template: "Default", layout: "user-250" },
    ]);
    rig.clock.move({ advanceSeconds: 599 });
    expect(rig.extensionOf()).toBe("1008");
    rig.clock.move({ advanceSeconds: 1 });
    expect(rig.extensionOf()).toBe("9000");
  });

  test("stopped, nothing happens by time", () => {
    const rig = rigWith({ "auto-logout": "idle:10" });
    rig.desks.stop();
    rig.desks.touch(desk);
    rig.desks.setupChanged();
    rig.clock.move({ advanceSeconds: 3600 });
    expect(rig.extensionOf()).toBe("1008");
  });
});

describe("after a Submit", () => {
  const without = (policies: object) =>
    sampleSetup((input) => {
      input.policies = policies;
      const extension = input.extensions["1008"];
      if (extension) extension["create-user"] = false;
      delete input.users?.["1008"];
    });
  const disabled = (policies: object) =>
    sampleSetup((input) => {
      input.policies = policies;
      input.users = { "1008": { hotdesk: { enabled: false } } };
    });

  test.each([
    ["user-removed logout: by the settings of the login", without({}), "9000"],
    ["user-removed keep", without({ "user-removed": "keep" }), "1008"],
    ["hotdesk-disabled-in-use keep", disabled({}), "1008"],
    ["hotdesk-disabled-in-use logout", disabled({ "hotdesk-disabled-in-use": "logout" }), "9000"],
  ])("%s", async (_title, setup, extension) => {
    const rig = rigWith({});
    rig.submit(setup);
    expect(rig.extensionOf()).toBe(extension);
    expect(await rig.done()).toEqual(extension === "9000" ? [`resync ${desk}`] : []);
  });

  test("in a call it is waited for", () => {
    const rig = rigWith({});
    rig.pbx.calls.set(desk, "call");
    rig.submit(without({}));
    expect(rig.extensionOf()).toBe("1008");
    rig.pbx.calls.delete(desk);
    rig.desks.callEnded(desk);
    expect(rig.extensionOf()).toBe("9000");
  });
});

describe("mapping-deleted-in-use", () => {
  test("keep-running: the phone notices nothing (T13)", async () => {
    const rig = rigWith({});
    expect(rig.desks.remove(desk)).toBe(true);
    expect([rig.extensionOf(), await rig.done()]).toEqual(["1008", []]);
    expect(rig.desks.remove(desk)).toBe(false);
  });

  test("logout-now: logged out at once, with the reboot of HD-8", async () => {
    const rig = rigWith({ "mapping-deleted-in-use": "logout-now" });
    rig.desks.remove(desk);
    expect([rig.extensionOf(), await rig.done()]).toEqual(["9000", [`reboot ${desk}`]]);
    rig.desks.remove(desk); // of a phone at the placeholder
    expect(await rig.done()).toHaveLength(1);
    expect(rig.events.at(-1)).toMatchObject({ type: "mapping", change: "deleted" });
  });
});

test("placeholder-choice desk-location: by the address that the phone was last seen at", () => {
  const setup = sampleSetup((input) => {
    input.policies = { "placeholder-choice": "desk-location" };
    input.extensions["9100"] = {
      name: "Out",
      role: "placeholder",
      secret: "s3cret-chicago",
      "max-contacts": 5,
    };
    const chicago = input.locations["chicago"];
    if (chicago) chicago.placeholder = "9100";
  });
  const rig = new DeskRig({ setup });
  rig.loggedIn("1008");
  rig.desks.touch(desk, "::ffff:127.20.0.9");
  rig.desks.adminLogout(desk);
  expect(rig.extensionOf()).toBe("9100");
  rig.loggedIn("1008");
  rig.desks.touch(desk, "127.10.0.9");
  rig.desks.adminLogout(desk);
  expect(rig.extensionOf()).toBe("9000");
  rig.loggedIn("1008");
  rig.refreshed(desk, "1008", "127.20.0.9");
  rig.desks.adminLogout(desk);
  expect(rig.extensionOf()).toBe("9100");
});

test("placeholder-choice desk-location: a desk that was not heard of since the start is noted", async () => {
  const setup = setupWith({ "placeholder-choice": "desk-location" });
  const before = new DeskRig({ setup });
  before.loggedIn("1008");
  await before.desks.settled();
  const after = new DeskRig({ setup, restore: await before.store.load() });
  after.desks.touch(other, "127.20.0.9");
  after.desks.adminLogout(desk);
  expect(after.extensionOf()).toBe("9000");
  expect(after.events).toContainEqual({
    type: "backend-note",
    text: expect.stringMatching(/^001fc1000001: its address is not known/),
  });
});

test("of a phone that has no mapping no address is kept: whoever asks can give any MAC", () => {
  const rig = new DeskRig({ setup: setupWith({ "placeholder-choice": "desk-location" }) });
  rig.desks.touch(desk, "127.20.0.9");
  rig.login("1008");
  rig.desks.adminLogout(desk);
  expect(rig.events).toContainEqual({ type: "backend-note", text: expect.stringContaining("not known") });
});

describe("placeholder-full, where the PBX refuses a phone all the same", () => {
  const small = (policy: string, overflowContacts = 2) =>
    sampleSetup((input) => {
      input.policies = { "placeholder-full": policy };
      Object.assign(input.extensions["9000"] ?? {}, { "max-contacts": 2 });
      input.extensions["9500"] = {
        name: "Overflow",
        role: "placeholder",
        secret: "s3cret-overflow",
        "max-contacts": overflowContacts,
      };
    });
  const refusedAt9000 = (setup: Setup) => {
    const rig = rigOf(setup);
    rig.desks.logout(desk, "CIP250");
    expect(rig.extensionOf()).toBe("9000");
    rig.pbx.reachable = false;
    rig.desks.refused(desk, "9000");
    return rig;
  };
  const rigOf = (setup: Setup) => {
    const rig = new DeskRig({ setup });
    rig.loggedIn("1008");
    return rig;
  };

  test.each([
    ["retry", "9000"],
    ["overflow:9500", "9500"],
    ["overflow:9000", "9000"],
    ["blank", undefined],
  ])("%s", async (policy, extension) => {
    const rig = refusedAt9000(small(policy));
    expect(rig.extensionOf()).toBe(extension);
    const changed = extension !== "9000";
    await rig.done();
    expect(JSON.stringify(rig.events).includes("no contact to notify")).toBe(changed);
    rig.pbx.reachable = true;
    rig.refreshed(desk, "9000");
    expect(await rig.done()).toEqual(changed ? [`resync ${desk}`] : []);
  });

  test("the overflow is full too: it stays and tries again", () => {
    const setup = small("overflow:9500");
    const rig = rigOf(setup);
    for (const at of ["001fc1000007", "001fc1000008"].map(mac)) rig.registered(at, "9500");
    rig.desks.logout(desk, "CIP250");
    rig.desks.refused(desk, "9000");
    expect(rig.extensionOf()).toBe("9000");
  });

  test("a refusal of another extension, or of a user, changes nothing", () => {
    const rig = rigOf(small("blank"));
    rig.desks.refused(desk, "1008");
    rig.desks.refused(desk, "9000");
    rig.desks.refused(other, "9000");
    expect(rig.extensionOf()).toBe("1008");
  });

  test("quick logouts, none registered yet: each takes its place", () => {
    const rig = new DeskRig({ setup: small("overflow:9500") });
    const third = mac("001fc1000003");
    rig.loggedIn("1008");
    rig.loggedIn("1009", other);
    rig.loggedIn("1001", third);
    const desks = [desk, other, third];
    for (const at of desks) rig.desks.logout(at, "CIP250");
    expect(desks.map((at) => rig.extensionOf(at))).toEqual(["9000", "9000", "9500"]);
  });
});

test("an orphan that was served the fallback is unknown from then on", () => {
  const rig = rigWith({ "file-of-deleted-mapping": "fallback", "second-login": "refuse" });
  rig.desks.remove(desk);
  expect(rig.login("1008", other)).toBe("logged-in-elsewhere");
  rig.fetched();
  expect(rig.desks.get(desk)).toBe(undefined);
  expect(rig.login("1008", other)).toBe("done");
});

test("an orphan that keeps its file stays one", () => {
  const rig = rigWith({});
  rig.desks.remove(desk);
  rig.fetched();
  expect(rig.extensionOf()).toBe("1008");
});

test("findings name mappings whose extension, template or layout is gone", () => {
  const rig = rigWith({});
  const setup = sampleSetup();
  const { "1008": _user, ...extensions } = setup.extensions;
  const of = () => rig.desks.findings().filter(({ message }) => message.includes(desk));
  expect(of()).toEqual([]);
  rig.submit({
    ...setup,
    policies: { ...setup.policies, userRemoved: "keep" },
    extensions,
    templates: {},
    modelLayouts: {},
  });
  expect(of().map(({ severity, path }) => [severity, path[0]])).toEqual([
    ["error", "extensions"],
    ["warning", "model-layouts"],
    ["warning", "templates"],
  ]);
});

test("an admin's entries: all or none, and why", () => {
  const rig = new DeskRig();
  const entry = { model: "CIP250", template: "Default", layout: "user-250" };
  expect(
    rig.desks.put([
      { mac: desk, extension: "1008", ...entry },
      { mac: other, extension: "1008", ...entry },
    ]),
  ).toMatchObject({ conflict: true });
  expect(rig.desks.put([{ mac: desk, extension: "1999", ...entry }])).toMatchObject({ conflict: false });
  expect(rig.desks.put([{ mac: "no mac", extension: "1008", ...entry }])).toMatchObject({ conflict: false });
  expect(rig.desks.all()).toEqual([]);
  expect(rig.desks.put([{ mac: desk, extension: "1008", ...entry }])).toBe(undefined);
  expect(rig.desks.put([{ mac: other, extension: "1008", ...entry }])).toMatchObject({ conflict: true });
});
