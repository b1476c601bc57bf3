import { describe, expect, test } from "vitest";
import { refusalText } from "../../../../sim/backend/hotdesk/refusal.js";
import type { ModuleState } from "../../../../sim/backend/module/module-state.js";
import { memoryStateStore } from "../../../../sim/backend/module/state-store.js";
import type { SetupInput } from "../../../../sim/model/setup/setup.js";
import { setupWith } from "../sample-setup.js";
import { DeskRig, desk, other } from "./desk-rig.js";

function rigWith(lockout: NonNullable<SetupInput["policies"]>["pin-lockout"], more: object = {}): DeskRig {
  return new DeskRig({
    setup: setupWith({ "pin-lockout": lockout, "concurrent-submit": "last-wins", ...more }),
  });
}

function wrong(rig: DeskRig, times: number, extension = "1008", at = desk): void {
  for (let time = 0; time < times; time += 1) rig.login(extension, at, `bad-${time}`);
}

test("PBX-132: the fifth wrong PIN holds the extension, on every phone, with the right PIN too", () => {
  const rig = new DeskRig();
  wrong(rig, 4);
  expect(rig.login("1008", other)).toBe("done");
  wrong(rig, 5);
  expect(rig.login("1008", other)).toBe("locked-out");
  expect(rig.login("1009")).toBe("done");
});

test("nobody is logged out by it", () => {
  const rig = new DeskRig();
  rig.loggedIn("1008", other);
  wrong(rig, 6);
  expect(rig.extensionOf(other)).toBe("1008");
});

test("the screen says the same as for a wrong PIN", () => {
  expect(refusalText({ reason: "locked-out" }, "uniform")).toBe(
    refusalText({ reason: "wrong-pin" }, "uniform"),
  );
});

test("the hold ends by itself; attempts meanwhile do not lengthen it", () => {
  const rig = rigWith({ by: "extension", tries: 2, window: "1m", hold: "10m" });
  wrong(rig, 2);
  expect(rig.desks.lockouts()).toEqual([{ subject: "1008", by: "extension", secondsLeft: 600 }]);
  rig.clock.move({ advanceSeconds: 599 });
  expect(rig.login("1008")).toBe("locked-out");
  rig.clock.move({ advanceSeconds: 1 });
  expect(rig.login("1008")).toBe("done");
  expect(rig.desks.lockouts()).toEqual([]);
});

test("wrong PINs count within the window alone, and the right one ends the count", () => {
  const rig = rigWith({ by: "extension", tries: 3, window: "1m" });
  wrong(rig, 2);
  rig.clock.move({ advanceSeconds: 61 });
  wrong(rig, 2);
  expect(rig.login("1008")).toBe("done");
  wrong(rig, 2);
  expect(rig.login("1008")).toBe("done");
});

test("by phone: whoever's PIN it was, unknown extensions too; other phones are free", () => {
  const rig = rigWith({ by: "phone", tries: 3 });
  wrong(rig, 1, "1008");
  wrong(rig, 1, "1009");
  wrong(rig, 1, "1999");
  expect(rig.login("1008")).toBe("locked-out");
  expect(rig.login("1008", other)).toBe("done");
});

test("by phone: a right PIN does not wipe the count of wrong ones", () => {
  const rig = rigWith({ by: "phone", tries: 3 });
  wrong(rig, 2, "1008");
  expect(rig.login("1009")).toBe("done");
  wrong(rig, 1, "1008");
  expect(rig.login("1009")).toBe("locked-out");
});

test("both, and off", () => {
  const both = rigWith({ by: "both", tries: 2 });
  wrong(both, 2);
  expect([both.login("1009"), both.login("1008", other)]).toEqual(["locked-out", "locked-out"]);
  expect(both.desks.lockouts().map(({ by }) => by)).toEqual(["extension", "phone"]);
  const off = rigWith("off");
  wrong(off, 30);
  expect(off.login("1008")).toBe("done");
});

test("extensions that do not exist are not held: there is nothing to guess, and nothing to fill the memory with", () => {
  const rig = rigWith({ by: "extension", tries: 1 });
  for (let number = 5000; number < 5050; number += 1) wrong(rig, 1, String(number));
  expect(rig.desks.lockouts()).toEqual([]);
});

test("an admin ends all holds", () => {
  const rig = rigWith({ by: "both", tries: 1 });
  wrong(rig, 1);
  rig.desks.endLockouts();
  expect([rig.desks.lockouts(), rig.login("1008")]).toEqual([[], "done"]);
});

test("counts and holds survive a restart, and nothing of a PIN is stored", async () => {
  const setup = setupWith({ "pin-lockout": { by: "extension", tries: 3 } });
  const before = new DeskRig({ setup });
  wrong(before, 2, "1008");
  wrong(before, 3, "1009");
  await before.desks.settled();
  const state = await before.store.load();
  expect(JSON.stringify(state)).not.toContain("bad-");
  const after = new DeskRig({ setup, restore: state, base: before.base });
  expect(after.login("1009")).toBe("locked-out");
  wrong(after, 1, "1008");
  expect(after.login("1008")).toBe("locked-out");
});

test("what counts for nothing is not saved", async () => {
  const memory = memoryStateStore();
  let saves = 0;
  const save = (state: ModuleState): Promise<void> => {
    saves += 1;
    return memory.save(state);
  };
  const rig = new DeskRig({ setup: setupWith({ "pin-lockout": "off" }), store: { ...memory, save } });
  wrong(rig, 3);
  rig.desks.endLockouts();
  await rig.desks.settled();
  expect(saves).toBe(0);
});

test("a hold does not take a moved clock over a restart", async () => {
  const setup = setupWith({ "pin-lockout": { by: "extension", tries: 2, hold: "10m" } });
  const before = new DeskRig({ setup });
  before.clock.move({ advanceSeconds: 86_400 });
  wrong(before, 2);
  wrong(before, 1, "1009");
  await before.desks.settled();
  const after = new DeskRig({ setup, restore: await before.store.load(), base: before.base });
  expect(after.desks.lockouts()).toEqual([{ subject: "1008", by: "extension", secondsLeft: 600 }]);
  after.clock.move({ advanceSeconds: 600 });
  wrong(after, 1, "1009");
  expect([after.login("1008"), after.login("1009", other)]).toEqual(["done", "done"]);
});

test("what has run out is forgotten in time", async () => {
  const rig = rigWith({ by: "both", tries: 2, window: "1m", hold: "2m" });
  wrong(rig, 2);
  wrong(rig, 1, "1009");
  rig.clock.move({ advanceSeconds: 121 });
  wrong(rig, 1, "1007", other);
  await rig.desks.settled();
  const { wrongPins } = (await rig.store.load()) ?? {};
  expect(wrongPins?.map(({ subject }) => subject)).toEqual(["1007", other]);
});

describe("logout-confirm: pin", () => {
  function userAtDesk(lockout: NonNullable<SetupInput["policies"]>["pin-lockout"] = "extension") {
    const rig = rigWith(lockout, { "logout-confirm": "pin" });
    rig.loggedIn("1008");
    return {
      rig,
      logout: (pin?: string) => rig.desks.logout(desk, "CIP250", pin === undefined ? {} : { pin }),
    };
  }

  test("the user's PIN, or no logout", () => {
    const { rig, logout } = userAtDesk();
    for (const pin of ["0", "", undefined, "38562909"]) {
      expect(logout(pin)).toEqual({ kind: "refused", refusal: { reason: "wrong-logout-pin" } });
    }
    expect(rig.extensionOf()).toBe("1008");
    expect(logout("94617208")).toMatchObject({ kind: "logged-out" });
  });

  test("wrong ones count as at the login, so a logout is not a place to guess at", () => {
    const { rig, logout } = userAtDesk({ by: "extension", tries: 2 });
    logout("0");
    logout("1");
    expect(logout("94617208")).toMatchObject({ refusal: { reason: "wrong-logout-pin" } });
    expect(rig.login("1008", other)).toBe("locked-out");
    rig.clock.move({ advanceSeconds: 600 });
    expect(logout("94617208")).toMatchObject({ kind: "logged-out" });
  });

  test("a user who has no PIN any more is let out, and an admin needs none", () => {
    const { rig, logout } = userAtDesk();
    const setup = setupWith({ "logout-confirm": "pin" });
    const { voicemail: _gone, ...without } = setup.extensions["1008"] ?? { name: "", secret: "" };
    rig.submit({
      ...setup,
      extensions: { ...setup.extensions, "1008": without as (typeof setup.extensions)[string] },
    });
    expect(logout()).toMatchObject({ kind: "logged-out" });
    const again = userAtDesk();
    expect(again.rig.desks.adminLogout(desk)).toMatchObject({ kind: "logged-out" });
  });
});
