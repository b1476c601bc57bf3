import fc from "fast-check";
import { expect, test } from "vitest";
import { type OperationId, operationList } from "../../sim/model/control/control-operations.js";
import { faultNames } from "../../sim/model/rules/faults.js";
import { ask } from "./support/ask.js";
import { testTimeoutMs } from "./support/budget.js";
import { fuzz } from "./support/fuzz.js";
import { provesLogin, restore, secretsOfSetup, startFuzzedBackend } from "./support/fuzzed-backend.js";

const mapping = { extension: "1001", model: "CIP270", template: "EST Default", layout: "user-270" };

/** Bodies that an operation takes; the fuzz puts something else in place of a part. */
const bodies: Partial<Record<OperationId, readonly object[]>> = {
  putMapping: [mapping, { ...mapping, extension: "9000", layout: "logout-270" }],
  putMappings: [[{ mac: "001fc1f0aa01", ...mapping }], []],
  patchUser: [{ groups: [] }, { groups: ["All Users", "Disabled"] }],
  patchExtension: [{ pin: "1234" }, { maxContacts: 0 }, {}],
  resyncDevice: [{ reboot: true }],
  moveClock: [{ advanceSeconds: 3600 }, { timeOfDay: "23:59" }, { frozen: true }, { frozen: false }],
  setWebFault: [
    { on: "apps", kind: "half" },
    { on: "all", kind: "refuse" },
  ],
  putTrunk: [{ state: "busy" }, { state: "silent" }, { state: 403 }, { state: "up" }],
  submitSetup: [
    { policies: { "second-login": "both", "logout-confirm": "none", "auto-logout": "idle:1" } },
    { policies: { "pin-lockout": { by: "both", tries: 1, window: "1s", hold: "1s" } } },
    { extensions: { "1001": null, "1010": { name: "New", secret: "fuzz", voicemail: { pin: "1" } } } },
    { extensions: { "9000": { "max-contacts": 1 } } },
    { templates: { Default: null, New: { "time-zone": "-8" } } },
    { groups: { "All Users": { hotdesk: { "logout-action": "full" } } } },
    { "model-layouts": { "user-270": { keys: [{ type: "line" }] }, copy: { "clone-of": "copy" } } },
    { locations: { "new-york": { subnet: "127.10.0.0/8" } }, names: { "pbx.test": { onsite: "none" } } },
    { "port-settings": { "fallback-host": "other.example.test" } },
    { users: { "1008": { groups: [] }, ["__proto__"]: { groups: [] } } },
  ],
};

const json = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, "", 1e308, -1, "full", "__proto__", [], {}, { a: { a: { a: { a: { a: 1 } } } } }),
);

/** That content with one part of it, at any depth, changed to something else. */
function spoilt(content: unknown, where: readonly number[], by: unknown): unknown {
  const [first, ...rest] = where;
  if (first === undefined || typeof content !== "object" || content === null) return by;
  const entries = Object.entries(content);
  const chosen = entries[first % Math.max(1, entries.length)];
  if (!chosen) return by;
  const [name, value] = chosen;
  if (Array.isArray(content)) return content.map((item, index) => (String(index) === name ? by : item));
  return { ...content, [name]: spoilt(value, rest, by) };
}

/** What stands in a path, by the name of the parameter. */
const named: Readonly<Record<string, fc.Arbitrary<string>>> = {
  mac: fc.constantFrom("001fc1f0aa01", "00:1F:C1:F0:AA:02"),
  name: fc.constantFrom("1001", "1008", "1009", "9000"),
  number: fc.constantFrom("1001", "1008", "9000"),
  fault: fc.constantFrom(...faultNames),
};
const misnamed = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "%", "%00", "..", "%2e%2e%2f", "x%20y"),
  fc.string({ unit: "grapheme", maxLength: 20 }).map(encodeURIComponent),
);

/** A path of the API with something in place of its parameter. */
function filled(path: string): fc.Arbitrary<string> {
  const parameter = /\{(\w+)\}/.exec(path)?.[1];
  if (parameter === undefined) return fc.constant(path);
  return fc
    .oneof({ weight: 6, arbitrary: named[parameter] ?? misnamed }, { weight: 1, arbitrary: misnamed })
    .map((value) => path.replaceAll(`{${parameter}}`, () => value));
}

/** An operation that there is, with a body that is mostly of its kind. */
const known = fc.constantFrom(...operationList).chain(([id, { method, path }]) => {
  const samples = bodies[id];
  const body = samples
    ? fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...samples) },
        {
          weight: 3,
          arbitrary: fc
            .tuple(fc.constantFrom(...samples), fc.array(fc.nat({ max: 5 }), { maxLength: 4 }), json)
            .map(([sample, where, by]) => spoilt(sample, where, by)),
        },
        { weight: 1, arbitrary: json },
      )
    : fc.constant(undefined);
  return fc.record({
    method: fc.constant(method.toUpperCase()),
    path: filled(path),
    query: fc.constantFrom("", "", "?extension=1001", "?extension=", "?extension=1&extension=2", "?x=%"),
    type: fc.constant("application/json"),
    body: body.map((content) => (content === undefined ? undefined : Buffer.from(JSON.stringify(content)))),
  });
});

const anyPath = fc.oneof(
  fc.constantFrom(...operationList.map(([, { path }]) => path)),
  fc.constantFrom("/events", "/", "", "//", "/mappings/%", "/users/a/b/c", "/../status"),
  fc.webPath().map((text) => `/${text}`),
);

const unknown = fc.record({
  method: fc.constantFrom("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"),
  path: anyPath,
  query: fc.webQueryParameters().map((text) => `?${text}`),
  type: fc.constantFrom("application/json", "application/json; charset=utf-16", "text/plain", "x"),
  body: fc.oneof(
    fc.constant(undefined),
    fc
      .constantFrom("{", "[".repeat(50_000), '{"__proto__":{}}', "null", '"x"', "[[[]]]")
      .map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  ),
});

const input = fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: unknown });

test("whatever is asked of the control API, the backend answers and goes on", {
  timeout: testTimeoutMs,
}, async () => {
  const { backend, bugs } = await startFuzzedBackend();
  const base = new URL(backend.controlUrl).pathname;
  let asked = 0;
  await fuzz("control API", input, async ({ method, path, query, type, body }) => {
    // Deleted users and templates would leave less and less to change.
    if (asked++ % 50 === 49) await restore(backend);
    const answer = await ask(backend.controlUrl, {
      method,
      path: `${base}${path}${query}`,
      headers: body === undefined ? {} : { "content-type": type, "content-length": String(body.length) },
      body,
    });
    expect(answer.status, answer.text).toBeLessThan(500);
    if (answer.status >= 400 && method !== "HEAD") {
      expect(JSON.parse(answer.text)).toEqual({ error: expect.any(String), hint: expect.any(String) });
    }
    expect(secretsOfSetup.filter((secret) => answer.text.includes(secret))).toEqual([]);
    expect(bugs).toEqual([]);
  });
  await restore(backend);
  await provesLogin(backend);
});
