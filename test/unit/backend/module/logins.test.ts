import { describe, expect, test } from "vitest";
import { refusalText } from "../../../../sim/backend/hotdesk/refusal.js";
import type { ModuleState } from "../../../../sim/backend/module/module-state.js";
import { memoryStateStore } from "../../../../sim/backend/module/state-store.js";
import { sampleSetup, setupWith } from "../sample-setup.js";
import { DeskRig, desk, other } from "./desk-rig.js";

test("HD-1: a user moves, the older phone is notified and no other", async () => {
  const rig = new DeskRig();
  rig.loggedIn("1008", other);
  expect(rig.login("1008")).toBe("done");
  expect([rig.extensionOf(), rig.extensionOf(other)]).toEqual(["1008", "9000"]);
  expect(await rig.done()).toEqual([`resync ${other}`]);
});

test("a phone that has no contact is moved all the same, it is noted, and it is notified when it is heard of", async () => {
  const rig = new DeskRig();
  rig.loggedIn("1008", other);
  rig.pbx.reachable = false;
  expect(rig.login("1008")).toBe("done");
  expect(await rig.done()).toEqual([]);
  expect(rig.extensionOf(other)).toBe("9000");
  expect(rig.events.at(-1)).toMatchObject({ text: expect.stringContaining("no contact") });
  rig.pbx.reachable = true;
  rig.refreshed(other, "1008");
  expect(await rig.done()).toEqual([`resync ${other}`]);
  rig.refreshed(other, "1008");
  expect(await rig.done()).toHaveLength(1);
});

test("a phone that could not be notified and fetched by itself is left alone", async () => {
  const rig = new DeskRig();
  rig.loggedIn("1008", other);
  rig.pbx.reachable = false;
  rig.login("1008");
  await rig.done();
  rig.pbx.reachable = true;
  rig.refreshed(other, "9000");
  rig.refreshed(other, "1001");
  expect(await rig.done()).toEqual([]);
});

test("phones are notified of what is on disk, and not before", async () => {
  const memory = memoryStateStore();
  let write = (): void => {};
  let held: Promise<void> | undefined;
  const store = { load: memory.load, save: async (state: ModuleState) => held ?? memory.save(state) };
  const rig = new DeskRig({ store });
  rig.loggedIn("1008", other);
  await rig.desks.settled();
  held = new Promise((resolve) => {
    write = resolve;
  });
  rig.desks.adminLogout(other);
  await new Promise((resolve) => setImmediate(resolve));
  expect(rig.pbx.done).toEqual([]);
  write();
  expect(await rig.done()).toEqual([`resync ${other}`]);
});

test("HD-64: hot desking is switched off between the form and the last step", () => {
  const rig = new DeskRig();
  expect(rig.desks.refuseCredentials(desk, { extension: "1008", pin: "94617208" })).toBe(undefined);
  rig.submit(
    sampleSetup((input) => {
      input.users = { "1008": { hotdesk: { enabled: false } } };
    }),
  );
  expect(rig.desks.login({ mac: desk, model: "CIP250", extension: "1008" })).toMatchObject({
    refusal: { reason: "hotdesk-disabled" },
  });
  expect(rig.desks.all()).toEqual([]);
});

test("second-login evict: the PBX drops the contact, without a notice, and the mapping ends", async () => {
  const rig = new DeskRig({ setup: setupWith({ "second-login": "evict" }) });
  rig.loggedIn("1008", other);
  expect(rig.login("1008")).toBe("done");
  expect(await rig.done()).toEqual(["evict 1008"]);
  expect(rig.extensionOf(other)).toBe("9000");
});

test("second-login evict: a phone in an emergency call keeps its contact", () => {
  const rig = new DeskRig({ setup: setupWith({ "second-login": "evict" }) });
  rig.loggedIn("1008", other);
  rig.pbx.calls.set(other, "emergency");
  expect(rig.login("1008")).toBe("done");
  expect(rig.pbx.contactsOf("1008")).toEqual([{ mac: other }]);
});

test.each(["call", "emergency"] as const)(
  "second-login-in-call after-call: an orphan in a %s, which must reboot, is told after it",
  async (call) => {
    const rig = new DeskRig({ setup: setupWith({ "second-login-in-call": "after-call" }) });
    rig.loggedIn("1008", other);
    rig.desks.remove(other);
    rig.pbx.calls.set(other, call);
    expect(rig.login("1008")).toBe("done");
    rig.desks.callEnded(other); // one of two
    expect([rig.extensionOf(other), await rig.done()]).toEqual(["9000", []]);
    rig.pbx.calls.delete(other);
    rig.desks.callEnded(other);
    expect(await rig.done()).toEqual([`reboot ${other}`]);
  },
);

test("second-login-in-call drop: first it is hung up, then it is notified", async () => {
  const rig = new DeskRig({ setup: setupWith({ "second-login-in-call": "drop" }) });
  rig.loggedIn("1008", other);
  rig.pbx.calls.set(other, "call");
  expect(rig.login("1008")).toBe("done");
  expect(await rig.done()).toEqual([`hang up ${other}`, `resync ${other}`]);
});

test("second-login-in-call drop: an emergency call is left alone", async () => {
  const rig = new DeskRig({ setup: setupWith({ "second-login-in-call": "drop" }) });
  rig.loggedIn("1008", other);
  rig.pbx.calls.set(other, "emergency");
  expect(rig.login("1008")).toBe("done");
  expect(await rig.done()).toEqual([`resync ${other}`]);
  expect(rig.pbx.callOf(other)).toBe("emergency");
});

describe("concurrent-submit", () => {
  test("first-wins: of two logins of one user within a second the later is refused", () => {
    const rig = new DeskRig();
    expect(rig.login("1008", other)).toBe("done");
    expect(rig.login("1008")).toBe("another-login");
    expect([rig.extensionOf(), rig.extensionOf(other)]).toEqual([undefined, "1008"]);
    rig.base.advance(999);
    expect(rig.login("1008")).toBe("another-login");
    rig.base.advance(1);
    expect(rig.login("1008")).toBe("done");
  });

  test("first-wins: and of two for one phone", () => {
    const rig = new DeskRig();
    expect(rig.login("1008")).toBe("done");
    expect(rig.login("1009")).toBe("another-login");
    expect(rig.extensionOf()).toBe("1008");
  });

  test("last-wins: the later one goes on", () => {
    const rig = new DeskRig({ setup: setupWith({ "concurrent-submit": "last-wins" }) });
    rig.login("1008", other);
    expect(rig.login("1008")).toBe("done");
    expect([rig.extensionOf(), rig.extensionOf(other)]).toEqual(["1008", "9000"]);
  });

  test("T9, T10: the same answer once more is answered alike, and changes nothing", () => {
    const rig = new DeskRig();
    const request = { mac: desk, model: "CIP250", extension: "1008" };
    const first = rig.desks.login(request);
    const events = rig.events.length;
    const again = rig.desks.login(request);
    expect(first).toMatchObject({ outcome: { reboot: true } });
    expect(again).toEqual({
      kind: "done",
      outcome: { changes: [], moved: [], evicted: undefined, reboot: true },
    });
    expect(rig.events).toHaveLength(events);
  });

  test("a logout in between says that the logins came one after the other", () => {
    const rig = new DeskRig();
    rig.login("1008");
    rig.desks.logout(desk, "CIP250");
    expect(rig.login("1009")).toBe("done");
    rig.desks.logout(desk, "CIP250");
    expect(rig.login("1008", other)).toBe("done");
  });

  test("different users on different phones never meet", () => {
    const rig = new DeskRig();
    expect([rig.login("1008"), rig.login("1009", other)]).toEqual(["done", "done"]);
  });
});

test("T8: a refused login writes nothing, unless a seam breaks that", () => {
  const refused = new DeskRig();
  expect(refused.login("1008", desk, "0")).toBe("wrong-pin");
  expect(refused.desks.all()).toEqual([]);
  const broken = new DeskRig({
    seams: {
      refused: (_changes, { mac, extension }) => [
        { kind: "assign", mac, model: "CIP250", mapping: { extension, role: "user" } },
      ],
    },
  });
  expect(broken.login("1008", desk, "0")).toBe("wrong-pin");
  expect(broken.extensionOf()).toBe("1008");
});

test("pin-over-http refuse: before the PIN is looked at, and it says what to do", () => {
  const rig = new DeskRig({ setup: setupWith({ "pin-over-http": "refuse" }) });
  expect(rig.login("1008")).toBe("pin-over-http");
  expect(refusalText({ reason: "pin-over-http" }, "uniform")).toContain("HTTPS");
  const secure = sampleSetup((input) => {
    input.policies = { "pin-over-http": "refuse" };
    input["port-settings"].protocol = "https";
  });
  expect(new DeskRig({ setup: secure }).login("1008")).toBe("done");
});

test("remember-extension: yes, no, and not any more", () => {
  const yes = new DeskRig({ setup: setupWith({ "remember-extension": "yes" }) });
  yes.loggedIn("1008");
  yes.login("1009", desk, "wrong");
  expect([yes.desks.lastExtension(desk), yes.desks.lastExtension(other)]).toEqual(["1008", undefined]);
  yes.submit(sampleSetup());
  expect(yes.desks.lastExtension(desk)).toBe(undefined);
  const no = new DeskRig();
  no.loggedIn("1008");
  no.submit(setupWith({ "remember-extension": "yes" }));
  expect(no.desks.lastExtension(desk)).toBe(undefined);
});

describe("T16: a switch that fails", () => {
  function onPlaceholder(policies = {}): DeskRig {
    const rig = new DeskRig({ setup: setupWith(policies) });
    rig.loggedIn("1009");
    rig.desks.logout(desk, "CIP250");
    rig.registered(desk, "9000");
    return rig;
  }

  test("the phone registers as who it was: its former mapping holds again", () => {
    const rig = onPlaceholder();
    const before = rig.desks.get(desk);
    rig.login("1008");
    expect(rig.extensionOf()).toBe("1008");
    rig.fetched();
    rig.refreshed(desk, "9000");
    expect(rig.desks.get(desk)).toEqual(before);
  });

  test("a refresh before it has fetched its file says nothing: it knows of no login yet", () => {
    const rig = onPlaceholder();
    const before = rig.desks.get(desk);
    rig.login("1008");
    rig.refreshed(desk, "9000");
    expect(rig.extensionOf()).toBe("1008");
    rig.desks.fetched(desk, before); // asked for before the login
    rig.refreshed(desk, "9000");
    expect(rig.extensionOf()).toBe("1008");
    rig.fetched();
    rig.refreshed(desk, "9000");
    expect(rig.desks.get(desk)).toEqual(before);
  });

  test("a phone that was moved away stays moved", () => {
    const rig = onPlaceholder();
    rig.loggedIn("1008", other);
    rig.login("1008");
    rig.fetched();
    rig.refreshed(desk, "9000");
    expect([rig.extensionOf(), rig.extensionOf(other)]).toEqual(["9000", "9000"]);
  });

  test("registered as the new user, it is done: a later registration changes nothing", () => {
    const rig = onPlaceholder();
    rig.login("1008");
    rig.refreshed(desk, "1008");
    rig.refreshed(desk, "9000");
    expect(rig.extensionOf()).toBe("1008");
  });

  test("a phone that went back and gets there after all is logged in", () => {
    const rig = onPlaceholder();
    rig.login("1008");
    rig.fetched();
    rig.refreshed(desk, "9000");
    expect(rig.extensionOf()).toBe("9000");
    rig.refreshed(desk, "1008");
    expect(rig.extensionOf()).toBe("1008");
  });

  test("of two logins that both failed, what was before the first holds again", () => {
    const rig = onPlaceholder({ "concurrent-submit": "last-wins" });
    rig.login("1008");
    rig.login("1009");
    rig.fetched();
    rig.refreshed(desk, "9000");
    expect(rig.extensionOf()).toBe("9000");
  });

  test("an admin's entry since then stays", () => {
    const rig = onPlaceholder();
    rig.login("1008");
    const entry = { extension: "1009", model: "CIP250", template: "EST Default", layout: "user-250" };
    expect(rig.desks.put([{ mac: desk, ...entry }])).toBe(undefined);
    rig.fetched();
    rig.refreshed(desk, "9000");
    expect(rig.extensionOf()).toBe("1009");
  });

  test("a user who is logged in elsewhere by now does not come back", () => {
    const rig = new DeskRig();
    rig.loggedIn("1009");
    rig.login("1008");
    rig.base.advance(1000);
    rig.loggedIn("1009", other);
    rig.fetched();
    rig.refreshed(desk, "1009");
    expect([rig.extensionOf(), rig.extensionOf(other)]).toEqual(["1008", "1009"]);
  });

  test("switch-failed stay: the mapping stays, as the phone does", () => {
    const rig = onPlaceholder({ "switch-failed": "stay" });
    rig.login("1008");
    rig.fetched();
    rig.refreshed(desk, "9000");
    expect(rig.extensionOf()).toBe("1008");
  });
});
