import fc from "fast-check";
import { expect, test } from "vitest";
import { refuseCredentials } from "../../../../sim/backend/hotdesk/credentials.js";
import { nextLoginStep } from "../../../../sim/backend/hotdesk/login.js";
import { decideLogout } from "../../../../sim/backend/hotdesk/logout.js";
import { inUse } from "../../../../sim/backend/hotdesk/mapping.js";
import { MappingStore } from "../../../../sim/backend/hotdesk/mapping-store.js";
import { intact } from "../../../../sim/backend/hotdesk/seams.js";
import type { Setup, SetupInput } from "../../../../sim/model/setup/setup.js";
import { mac, setupWith } from "../sample-setup.js";
import { ruleContext } from "./rule-rig.js";

const pins: Readonly<Record<string, string>> = { "1001": "71428501", "1007": "57203907", "1008": "94617208" };
const phones = ["001fc1000001", "001fc1000002", "001fc1000003"].map(mac);

const action = fc.record({
  what: fc.constantFrom("login", "login", "login", "wrong-login", "logout", "delete"),
  phone: fc.integer({ min: 0, max: 2 }),
  extension: fc.constantFrom("1001", "1007", "1008", "1004", "9000", "1999"),
  template: fc.constantFrom(undefined, "EST Default", "CST Default", "no such"),
});
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

/** Does what the login app does. @returns whether the mappings were allowed to change */
function act(setup: Setup, store: MappingStore, { what, phone, extension, template }: Action): boolean {
  const at = phones[phone] ?? mac("001fc1000009");
  if (what === "delete") {
    store.apply({ kind: "delete", mac: at });
    return true;
  }
  if (what === "logout") {
    const outcome = decideLogout(store.get(at), "CIP250", ruleContext({ setup, store }));
    if (outcome.kind === "logged-out") store.apply(outcome.change);
    return outcome.kind === "logged-out";
  }
  const pin = what === "wrong-login" ? "1" : (pins[extension] ?? "");
  if (refuseCredentials(setup, { extension, pin }, { mac: at, device: store.get(at) }, intact)) return false;
  const request = { mac: at, model: "CIP250", extension, ...(template ? { template } : {}) };
  const step = nextLoginStep(request, ruleContext({ setup, store }));
  if (step.kind !== "done") return false;
  for (const change of step.outcome.changes) store.apply(change);
  return true;
}

const policies = fc.record<NonNullable<SetupInput["policies"]>>({
  "second-login": fc.constantFrom("move", "refuse", "evict"),
  "login-over-user": fc.constantFrom("replace", "refuse"),
  "mapping-after-full-logout": fc.constantFrom("keep", "delete"),
  "logout-without-mapping": fc.constantFrom("last-known", "blank"),
});

test("whatever users and admins do: one phone a user, nothing written by a refusal, the index is true", () => {
  fc.assert(
    fc.property(policies, fc.array(action, { maxLength: 40 }), (chosen, actions) => {
      const setup = setupWith(chosen);
      const store = new MappingStore();
      for (const each of actions) {
        const before = JSON.stringify(store.all());
        if (!act(setup, store, each)) expect(JSON.stringify(store.all())).toBe(before);
        for (const extension of Object.keys(pins)) {
          const holders = store.all().filter((device) => {
            const used = inUse(device);
            return used?.role === "user" && used.extension === extension;
          });
          expect(holders.length).toBeLessThanOrEqual(1);
          expect(store.holdersOf(extension)).toEqual(holders);
        }
        expect(store.all().every(({ mapping, orphan }) => !(mapping && orphan))).toBe(true);
        expect(new Set(store.all().map((device) => device.mac)).size).toBe(store.all().length);
      }
    }),
    { numRuns: 200 },
  );
});

test("a logout ends in a blank phone or at the placeholder, never at a user", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 20 }), (actions) => {
      const setup = setupWith({});
      const store = new MappingStore();
      for (const each of actions) {
        act(setup, store, each);
        const at = phones[each.phone];
        if (each.what === "logout" && at) expect(inUse(store.get(at))?.role).not.toBe("user");
      }
    }),
    { numRuns: 100 },
  );
});
