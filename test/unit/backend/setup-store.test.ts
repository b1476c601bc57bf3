import { expect, test } from "vitest";
import { createSetupStore, type SetupStates } from "../../../sim/backend/setup-store.js";
import { profiles, sampleSetup, setupWith } from "./sample-setup.js";

const storeOf = (setup = sampleSetup()) => createSetupStore(setup, { profiles });

test("a submit is merged in the words of the file, and nothing else changes", () => {
  const store = storeOf();
  const before = store.current;
  store.submit({
    groups: { Cleaners: { hotdesk: { enabled: true } } },
    templates: { "PST Default": { "time-zone": "-8" } },
    policies: { "second-login": "refuse", "pin-lockout": { by: "both", hold: "90s" } },
  });
  expect(store.current.groups["Cleaners"]?.hotdesk.enabled).toBe(true);
  expect(store.current.templates["PST Default"]?.timeZone).toBe("-8");
  expect(store.current.policies).toEqual({
    ...before.policies,
    secondLogin: "refuse",
    pinLockout: { by: "both", tries: 5, windowMs: 600_000, holdMs: 90_000 },
  });
  expect(store.current.extensions).toEqual(before.extensions);
  expect(store.written).toBe(store.current);
});

test("what is submitted for later is not applied until the next Submit", () => {
  const store = storeOf();
  const before = store.applied.current;
  store.submit({ "placeholder-calls": "full" }, "later");
  expect(store.current.placeholderCalls).toBe("full");
  expect(store.applied.current).toBe(before);
  expect(store.applied.written).toBe(store.written);
  store.submit({});
  expect(store.applied.current).toBe(store.current);
  store.submit({ "placeholder-calls": "emergency" }, "later");
  store.reset();
  expect(store.applied.current).toBe(store.current);
});

test("users are none of what is applied: their changes count, and what waits goes on waiting", () => {
  let told = 0;
  const onApplied = (): void => {
    told += 1;
  };
  const store = createSetupStore(sampleSetup(), { profiles, onApplied });
  const before = store.applied.current;
  store.submit({ "placeholder-calls": "full" }, "later");
  store.patchUser("1001", { groups: [] });
  store.deleteUser("1002");
  store.patchExtension("1003", { maxContacts: 9 }, "later");
  expect(store.current.extensions["1002"]?.createUser).toBe(false);
  expect(store.states).toEqual({ written: store.written, applied: before });
  expect(told).toBe(0);
  store.patchExtension("1003", { maxContacts: 8 });
  expect(store.applied.current).toBe(store.written);
  expect(told).toBe(1);
  store.deleteUser("1003");
  expect(store.applied.current).toBe(store.written);
  store.reset();
  expect(told).toBe(2);
});

test("what waited when it ended waits when it begins", () => {
  const before = sampleSetup();
  const store = createSetupStore({ ...before, placeholderCalls: "full" }, { profiles, applied: before });
  expect(store.current.placeholderCalls).toBe("full");
  expect(store.applied.current).toBe(before);
});

test.each([
  ["an unknown word", { polices: {} }, "DF_FILE_SCHEMA", /polices/],
  ["a wrong value", { "sip-transport": "sctp" }, "DF_FILE_SCHEMA", /sip-transport/],
  [
    "a dangling name",
    { users: { "1001": { groups: ["No such"] } } },
    "DF_FILE_REFERENCE",
    /groups, item 1: .*No such/,
  ],
  [
    "a model without a profile",
    { "model-layouts": { x: { model: "CIP999", description: "" } } },
    "DF_FILE_REFERENCE",
    /CIP999/,
  ],
  ["a section taken away", { extensions: null }, "DF_FILE_SCHEMA", /extensions/],
  [
    "a foreign parent",
    JSON.parse('{"__proto__":{"setup":"x"},"sip-transport":"x"}'),
    "DF_FILE_SCHEMA",
    /sip-transport|__proto__/,
  ],
])("%s is refused, and the good half of the change with it (HD-37)", (_title, changes, code, message) => {
  const store = storeOf();
  const before = store.current;
  const submit = (): void => store.submit({ setup: "renamed", ...changes });
  expect(submit).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  expect(store.current).toBe(before);
});

test("a refusal never repeats a value, which may be a PIN", () => {
  const store = storeOf();
  const submit = (): void => store.submit({ extensions: { "1001": { voicemail: { pin: "77x1199" } } } });
  expect(submit).toThrow(expect.objectContaining({ message: expect.not.stringContaining("77x1199") }));
});

test("surplus-keys and layout-must-have: refuse-save refuse the submit", () => {
  const surplus = storeOf(setupWith({ "surplus-keys": "refuse-save" }));
  const keys = Array.from({ length: 21 }, () => ({ type: "line" }));
  expect(() => surplus.submit({ "model-layouts": { "user-230": { keys } } })).toThrow(
    "model-layouts.user-230: 21 keys, but the CIP230 has 20",
  );
  const must = storeOf(setupWith({ "layout-must-have": "refuse-save" }));
  expect(() => must.submit({ "model-layouts": { "logout-270": { keys: [{ type: "line" }] } } })).toThrow(
    "model-layouts.logout-270: this logout layout has no Login key",
  );
  const warned = storeOf();
  warned.submit({ "model-layouts": { "logout-270": { keys: [] }, "user-230": { keys } } });
  expect(warned.current.modelLayouts["user-230"]?.keys).toHaveLength(21);
});

test("a deleted user leaves the extension without one", () => {
  const store = storeOf();
  store.deleteUser("1001");
  expect(store.current.extensions["1001"]?.createUser).toBe(false);
  expect(() => store.deleteUser("1001")).toThrow(expect.objectContaining({ code: "DF_SETUP_UNKNOWN" }));
  expect(() => store.patchUser("1001", { groups: [] })).toThrow(
    expect.objectContaining({ code: "DF_SETUP_UNKNOWN" }),
  );
  expect(() => store.deleteUser("__proto__")).toThrow(expect.objectContaining({ code: "DF_SETUP_UNKNOWN" }));
});

test("rules see the setup bent, the admin as written, and both stay the same object until something changes", () => {
  let version = 0;
  let isBent = false;
  const lens = {
    get version() {
      return version;
    },
    bend: (setup: ReturnType<typeof sampleSetup>) =>
      isBent ? { ...setup, placeholderCalls: "full" as const } : setup,
  };
  const store = createSetupStore(sampleSetup(), { profiles, lens });
  expect(store.current).toBe(store.written);
  [version, isBent] = [1, true];
  const bent = store.current;
  expect([bent.placeholderCalls, store.written.placeholderCalls]).toEqual(["full", "internal"]);
  expect(store.current).toBe(bent);
  store.patchExtension("1004", { pin: "771177" });
  expect(store.current.extensions["1004"]?.voicemail?.pin).toBe("771177");
  expect(store.current.placeholderCalls).toBe("full");
  [version, isBent] = [2, false];
  expect(store.current).toBe(store.written);
});

test.each([
  ["protocol", { "port-settings": { protocol: "https" } }],
  ["certificate", { "port-settings": { certificate: "expired" } }],
  ["port-settings.port", { "port-settings": { port: 8082 } }],
  ["sip-port", { "sip-port": 5090 }],
  ["sip-tls-port", { "sip-tls-port": 5091 }],
  ["sip-transport", { "sip-transport": "tls" }],
])("%s of what is listening takes a restart", (field, changes) => {
  const store = storeOf();
  const before = store.current;
  expect(() => store.submit({ setup: "renamed", ...changes })).toThrow(
    expect.objectContaining({ message: expect.stringMatching(`${field}: this takes a restart`) }),
  );
  expect(store.current).toBe(before);
});

test("what is listened on anyway may be sent to phones", () => {
  const store = storeOf();
  store.submit({
    "sip-transport": "tcp",
    "port-settings": { "fallback-host": "localhost", protocol: "http" },
  });
  expect(store.current.sipTransport).toBe("tcp");
  const tls = storeOf(
    sampleSetup((input) => {
      input["port-settings"].protocol = "https";
    }),
  );
  tls.submit({ "sip-transport": "tls" });
  expect(tls.current.sipTransport).toBe("tls");
});

test("settled waits until the last change is kept, and tries again what failed", async () => {
  const kept: string[] = [];
  const failed: unknown[] = [];
  let full = true;
  const keep = {
    save: ({ written }: SetupStates): Promise<void> => {
      if (full) return Promise.reject(new Error("disk full"));
      kept.push(written.setup);
      return Promise.resolve();
    },
    failed: (error: unknown) => failed.push(error),
  };
  const store = createSetupStore(sampleSetup(), { profiles, keep });
  await store.settled();
  expect(kept).toEqual([]);
  store.submit({ setup: "one" });
  await expect(store.settled()).rejects.toThrow("disk full");
  expect(failed.length).toBeGreaterThan(0);
  full = false;
  store.submit({ setup: "two" });
  store.patchExtension("1004", { maxContacts: 2 });
  await store.settled();
  expect(kept.at(-1)).toBe("two");
});
