import fc from "fast-check";
import { expect, test } from "vitest";
import type { CallState } from "../../../../sim/backend/hotdesk/desk-facts.js";
import { type Device, inUse } from "../../../../sim/backend/hotdesk/mapping.js";
import { moduleStateSchema } from "../../../../sim/backend/module/module-state.js";
import type { Mac } from "../../../../sim/model/mac.js";
import type { Setup, SetupInput } from "../../../../sim/model/setup/setup.js";
import { mac, sampleSetup, setupWith } from "../sample-setup.js";
import { DeskRig, pins } from "./desk-rig.js";

const phones = ["001fc1000001", "001fc1000002", "001fc1000003"].map(mac);
const phone = fc.constantFrom(...phones);
const extension = fc.constantFrom(...Object.keys(pins), "1004", "9000", "1999");
const picks = fc.record(
  { template: fc.constantFrom("EST Default", "CST Default", "no such"), layout: fc.constant("user-250") },
  { requiredKeys: [] },
);

type Event =
  | {
      readonly kind: "login";
      readonly at: Mac;
      readonly extension: string;
      readonly pin: string;
      readonly picks: object;
    }
  | {
      readonly kind: "logout" | "admin" | "delete" | "end-call" | "fetch" | "refresh" | "refused";
      readonly at: Mac;
    }
  | { readonly kind: "register"; readonly at: Mac; readonly extension: string }
  | { readonly kind: "call"; readonly at: Mac; readonly state: CallState }
  | { readonly kind: "time"; readonly seconds: number }
  | { readonly kind: "disable"; readonly extension: string };

const login = fc.record({
  kind: fc.constant("login" as const),
  at: phone,
  extension,
  pin: fc.constantFrom("right", "right", "right", "wrong"),
  picks,
});
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: login },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom("logout", "admin", "delete", "end-call", "fetch", "refresh", "refused"),
      at: phone,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("register" as const), at: phone, extension }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("call" as const),
      at: phone,
      state: fc.constantFrom("call", "emergency"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("time" as const), seconds: fc.constantFrom(0.4, 2, 700) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("disable" as const), extension }) },
);

const policies = fc.record<NonNullable<SetupInput["policies"]>>({
  "second-login": fc.constantFrom("move", "refuse", "evict"),
  "second-login-in-call": fc.constantFrom("refuse", "after-call", "drop"),
  "login-over-user": fc.constantFrom("replace", "refuse"),
  "concurrent-submit": fc.constantFrom("first-wins", "last-wins"),
  "pin-lockout": fc.constantFrom("off", "extension", "phone", "both"),
  "logout-in-call": fc.constantFrom("refuse", "after-call", "drop"),
  "mapping-after-full-logout": fc.constantFrom("keep", "delete"),
  "mapping-deleted-in-use": fc.constantFrom("keep-running", "logout-now"),
  "logout-without-mapping": fc.constantFrom("last-known", "blank"),
  "hotdesk-disabled-in-use": fc.constantFrom("keep", "logout"),
  "auto-logout": fc.constantFrom("off", "idle:10", "daily:18:30"),
  "switch-failed": fc.constantFrom("roll-back", "stay"),
  "file-of-deleted-mapping": fc.constantFrom("keep", "fallback"),
  "placeholder-full": fc.constantFrom("retry", "overflow:9500", "blank"),
});

/** Two placeholders for two phones each; there are three phones. */
function tight(chosen: NonNullable<SetupInput["policies"]>): Setup {
  return sampleSetup((input) => {
    input.policies = chosen;
    Object.assign(input.extensions["9000"] ?? {}, { "max-contacts": 2 });
    const overflow = { name: "Overflow", role: "placeholder" as const, secret: "s3cret-overflow" };
    input.extensions["9500"] = { ...overflow, "max-contacts": 2 };
  });
}

/** @returns whether the event was one that may change no mapping, and did not succeed */
function happen(rig: DeskRig, happening: Event): boolean {
  switch (happening.kind) {
    case "login": {
      const pin = happening.pin === "right" ? (pins[happening.extension] ?? "") : "0";
      const end = rig.login(happening.extension, happening.at, pin, happening.picks);
      return end !== "done";
    }
    case "logout":
      return rig.desks.logout(happening.at, "CIP250").kind !== "logged-out";
    case "admin":
      return rig.desks.adminLogout(happening.at).kind !== "logged-out";
    case "delete":
      return !rig.desks.remove(happening.at);
    case "register":
      rig.registered(happening.at, happening.extension);
      return false;
    case "refresh": {
      const contact = rig.contactOf(happening.at);
      if (contact !== undefined) rig.refreshed(happening.at, contact);
      return contact === undefined;
    }
    case "fetch":
      rig.fetched(happening.at);
      return false;
    case "refused":
      rig.desks.refused(happening.at, "9000");
      return false;
    case "call":
      rig.pbx.calls.set(happening.at, happening.state);
      rig.desks.callStarted(happening.at);
      return false;
    case "end-call":
      rig.pbx.calls.delete(happening.at);
      rig.desks.callEnded(happening.at);
      return false;
    case "time":
      rig.clock.move({ advanceSeconds: happening.seconds });
      return false;
    case "disable":
      rig.submit(disabledFor(rig, happening.extension));
      return false;
  }
}

function disabledFor(rig: DeskRig, number: string) {
  const setup = rig.setup;
  const user = setup.users[number] ?? { groups: ["All Users"], hotdesk: {} };
  return {
    ...setup,
    users: { ...setup.users, [number]: { ...user, hotdesk: { ...user.hotdesk, enabled: false } } },
  };
}

function invariants(devices: readonly Device[]): void {
  expect(new Set(devices.map((device) => device.mac)).size).toBe(devices.length);
  const users = devices.flatMap((device) => {
    expect(device.mapping && device.orphan).toBe(undefined);
    const used = inUse(device);
    return used?.role === "user" ? [used.extension] : [];
  });
  expect(new Set(users).size).toBe(users.length);
}

test("whatever happens: one active mapping a phone, one a user, nothing written by what is refused", () => {
  fc.assert(
    fc.property(policies, fc.array(event, { maxLength: 40 }), (chosen, events) => {
      const rig = new DeskRig({ setup: tight(chosen) });
      for (const each of events) {
        const before = JSON.stringify(rig.desks.all());
        if (happen(rig, each)) expect(JSON.stringify(rig.desks.all())).toBe(before);
        invariants(rig.desks.all());
      }
    }),
    { numRuns: 100 },
  );
});

test("an emergency call is never hung up, and its phone never loses its mapping to a logout", () => {
  fc.assert(
    fc.property(policies, fc.array(event, { maxLength: 40 }), (chosen, events) => {
      const rig = new DeskRig({ setup: setupWith({ ...chosen, "second-login": "refuse" }) });
      for (const each of events) {
        const inNeed = phones.filter((at) => rig.pbx.callOf(at) === "emergency");
        const before = inNeed.map((at) => rig.extensionOf(at));
        rig.pbx.done.splice(0);
        happen(rig, each);
        expect(rig.pbx.done.filter((act) => inNeed.some((at) => act === `hang up ${at}`))).toEqual([]);
        if (
          each.kind === "logout" ||
          each.kind === "admin" ||
          each.kind === "time" ||
          each.kind === "disable"
        ) {
          expect(inNeed.map((at) => rig.extensionOf(at))).toEqual(before);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test("a login that takes a user from a phone in an emergency call leaves it call and contact, and no reboot", async () => {
  const leaving = fc.record({
    "second-login": fc.constantFrom("move" as const, "evict" as const),
    "second-login-in-call": fc.constantFrom("after-call" as const, "drop" as const),
  });
  await fc.assert(
    fc.asyncProperty(policies, leaving, fc.array(event, { maxLength: 30 }), async (chosen, more, events) => {
      const rig = new DeskRig({ setup: tight({ ...chosen, ...more }) });
      for (const each of events) {
        const inNeed = phones.filter((at) => rig.pbx.callOf(at) === "emergency");
        const before = inNeed.map((at) => rig.contactOf(at));
        (await rig.done()).length = 0;
        happen(rig, each);
        const still = phones.filter((at) => rig.pbx.callOf(at) === "emergency");
        const done = (await rig.done()).join();
        for (const at of inNeed) expect(done).not.toContain(`hang up ${at}`);
        for (const at of still) expect(done).not.toContain(`reboot ${at}`);
        if (each.kind === "login") expect(inNeed.map((at) => rig.contactOf(at))).toEqual(before);
      }
    }),
    { numRuns: 60 },
  );
});

test("placeholder-full blank: no placeholder has more phones than room, registered or not", () => {
  fc.assert(
    fc.property(policies, fc.array(event, { maxLength: 40 }), (chosen, events) => {
      const stays = { "switch-failed": "stay", "placeholder-full": "blank" } as const;
      const rig = new DeskRig({ setup: tight({ ...chosen, ...stays }) });
      for (const each of events) {
        happen(rig, each);
        expect(phones.filter((at) => rig.extensionOf(at) === "9000").length).toBeLessThanOrEqual(2);
      }
    }),
    { numRuns: 60 },
  );
});

test("T16: a refresh of what the phone is registered as undoes no login that it has not fetched yet", () => {
  fc.assert(
    fc.property(policies, fc.array(event, { maxLength: 20 }), (chosen, events) => {
      const rig = new DeskRig({
        setup: tight({ ...chosen, "switch-failed": "roll-back", "pin-lockout": "off" }),
      });
      for (const each of events) happen(rig, each);
      const [at = mac("")] = phones;
      rig.clock.move({ advanceSeconds: 2 });
      if (rig.contactOf(at) === "1008" || rig.login("1008", at) !== "done") return;
      happen(rig, { kind: "refresh", at });
      expect(rig.extensionOf(at)).toBe("1008");
    }),
    { numRuns: 60 },
  );
});

test("after a restart into a changed setup nobody is logged in who may not", async () => {
  const gone = fc.subarray(Object.keys(pins));
  await fc.assert(
    fc.asyncProperty(policies, fc.array(event, { maxLength: 25 }), gone, async (chosen, events, removed) => {
      const rig = new DeskRig({ setup: tight(chosen) });
      for (const each of events) happen(rig, each);
      await rig.desks.settled();
      const setup = tight({ ...chosen, "hotdesk-disabled-in-use": "logout" });
      const extensions = Object.fromEntries(
        Object.entries(setup.extensions).filter(([number]) => !removed.includes(number)),
      );
      const restore = await rig.store.load();
      const after = new DeskRig({ setup: { ...setup, extensions }, restore });
      after.desks.setupChanged();
      for (const at of phones) expect(removed).not.toContain(after.extensionOf(at));
      invariants(after.desks.all());
    }),
    { numRuns: 50 },
  );
});

test("T9, T10: a finished login once more with the same answer changes nothing, at once or later", () => {
  fc.assert(
    fc.property(policies, fc.array(event, { maxLength: 15 }), fc.boolean(), (chosen, events, later) => {
      const rig = new DeskRig({ setup: setupWith({ ...chosen, "pin-lockout": "off" }) });
      for (const each of events) happen(rig, each);
      const answer = { mac: phones[0] ?? mac(""), model: "CIP250", extension: "1008" };
      if (rig.desks.login(answer).kind !== "done") return;
      const before = JSON.stringify(rig.desks.all());
      if (later) rig.base.advance(5000);
      expect(rig.desks.login(answer).kind).toBe("done");
      expect(JSON.stringify(rig.desks.all())).toBe(before);
    }),
    { numRuns: 100 },
  );
});

test("what was acknowledged is there after a restart, and the state reads back as it was written", async () => {
  await fc.assert(
    fc.asyncProperty(policies, fc.array(event, { maxLength: 25 }), async (chosen, events) => {
      const rig = new DeskRig({ setup: setupWith(chosen) });
      for (const each of events) happen(rig, each);
      await rig.desks.settled();
      const text = JSON.stringify((await rig.store.load()) ?? moduleStateSchema.parse(empty));
      for (const pin of Object.values(pins)) expect(text).not.toContain(pin);
      const restore = moduleStateSchema.parse(JSON.parse(text));
      const after = new DeskRig({ setup: sampleSetup(), restore });
      expect(after.desks.all()).toEqual(rig.desks.all());
    }),
    { numRuns: 50 },
  );
});

const empty = { version: 1, devices: [], wrongPins: [], lastExtensions: {}, afterCall: [] };
