import fc from "fast-check";
import { expect, test } from "vitest";
import { ask, sendRaw } from "./support/ask.js";
import { testTimeoutMs } from "./support/budget.js";
import { fuzz } from "./support/fuzz.js";
import { provesLogin, restore, secretsOfSetup, startFuzzedBackend } from "./support/fuzzed-backend.js";

const hex = (number: number): string => number.toString(16).padStart(6, "0");

const mac = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("001fc1f0aa01", "001fc1f0aa02") },
  { weight: 1, arbitrary: fc.nat({ max: 0xffffff }).map((number) => `001fc1${hex(number)}`) },
);

const printable = fc.stringMatching(/^[ -~]{0,60}$/);

const userAgent = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(fc.constantFrom("CIP230", "CIP250", "CIP270", "CIP999"), mac)
      .map(([model, address]) => `ClearlyIP ${model} 2.42.6.3.36 ${address.match(/../g)?.join(":")}`),
  },
  { weight: 1, arbitrary: printable },
);

const path = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "/apps/login",
      "/apps/login/submit",
      "/apps/login/list/templates",
      "/apps/login/list/layouts",
      "/apps/login/pick/templates",
      "/apps/login/pick/layouts",
      "/apps/logout",
      "/apps/logout/confirm",
      "/apps/logout/submit",
    ),
  },
  { weight: 2, arbitrary: mac.map((address) => `/provisioning/cfg${address}.xml`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "/",
      "*",
      "//",
      "/%",
      "/%00",
      "/provisioning/..%2f..%2fpackage.json",
      "/provisioning/__proto__",
      "http://other.example.test/apps/login",
    ),
  },
  { weight: 1, arbitrary: fc.webPath().map((text) => `/${text}`) },
);

const queryName = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("extension", "pin", "item", "from", "flow", "PIN") },
  { weight: 1, arbitrary: fc.constantFrom("__proto__", "constructor", "extension[]", "pin[a]", "") },
  { weight: 1, arbitrary: fc.string({ maxLength: 10 }) },
);
const queryValue = fc.oneof(
  fc.constantFrom("1001", "1008", "9000", "1004", "94617208", "71428501", "0", "1", "-1", "EST Default"),
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom(199, 201, 5000).map((length) => "9".repeat(length)),
);

/** Of users that exist, some of them right. */
const credentials = fc.constantFrom<[string, string]>(
  ["1001", "71428501"],
  ["1008", "94617208"],
  ["1009", "38562909"],
  ["1008", "0000"],
  ["9000", ""],
  ["1005", ""],
);

const step = fc.record({
  method: fc.oneof(
    { weight: 8, arbitrary: fc.constant("GET") },
    {
      weight: 1,
      arbitrary: fc.constantFrom("HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND", "TRACE"),
    },
  ),
  path,
  query: fc.oneof(
    fc.array(fc.tuple(queryName, queryValue), { maxLength: 5 }),
    credentials.map(([extension, pin]): [string, string][] => [
      ["extension", extension],
      ["pin", pin],
    ]),
    fc.nat({ max: 5 }).map((item): [string, string][] => [["item", String(item)]]),
  ),
  /** Goes on where the last page led. */
  follows: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const get = (where: string, query: [string, string][] = []): Step => ({
  method: "GET",
  path: where,
  query,
  follows: true,
});

/** A login and a logout as a person does them, with something else in between. */
const walk = fc
  .record({ credentials, items: fc.array(fc.nat({ max: 2 }), { minLength: 2 }), between: step })
  .map(({ credentials: [extension, pin], items: [template = 0, layout = 0], between }): Step[] => [
    get("/apps/login"),
    get("/apps/login/submit", [
      ["extension", extension],
      ["pin", pin],
    ]),
    get("/apps/login/pick/templates", [["item", String(template)]]),
    between,
    get("/apps/login/pick/layouts", [["item", String(layout)]]),
    get("/apps/logout"),
    get("/apps/logout/confirm"),
  ]);

/** @param flow of the last page that named one */
function target({ path: where, query, follows }: Step, flow: string | undefined): string {
  const pairs = follows && flow !== undefined ? [["flow", flow] as [string, string], ...query] : query;
  return pairs.length === 0 ? where : `${where}?${new URLSearchParams(pairs)}`;
}

const rawLine = fc.oneof(
  fc.constantFrom(
    "GET /apps/login HTTP/1.1\r\n",
    "GET /apps/login HTTP/9.9\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
    "Content-Length: 999999999\r\n",
    "Transfer-Encoding: chunked, chunked\r\n",
    "Expect: 100-continue\r\n",
    "Upgrade: h2c\r\nConnection: Upgrade\r\n",
    "\r\n\r\n",
    "X: ".padEnd(20_000, "x"),
  ),
  fc.string({ unit: "binary", maxLength: 50 }),
);

const input = fc.oneof(
  { weight: 4, arbitrary: fc.record({ userAgent, steps: fc.array(step, { minLength: 1, maxLength: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ userAgent, steps: walk }) },
  {
    weight: 1,
    arbitrary: fc.array(rawLine, { maxLength: 8 }).map((lines) => Buffer.from(lines.join(""), "latin1")),
  },
);

test("whatever a phone asks, its web server answers and goes on", { timeout: testTimeoutMs }, async () => {
  const { backend, bugs } = await startFuzzedBackend();
  const base = backend.status.configServer;
  await fuzz("phone web server", input, async (asked) => {
    if (Buffer.isBuffer(asked)) {
      await sendRaw(base, asked);
      return;
    }
    let flow: string | undefined;
    for (const each of asked.steps) {
      const { status, text } = await ask(base, {
        method: each.method,
        path: target(each, flow),
        headers: { "user-agent": asked.userAgent },
      });
      expect(status).toBeLessThan(500);
      if (!each.path.startsWith("/provisioning/")) {
        expect(secretsOfSetup.filter((secret) => text.includes(secret))).toEqual([]);
        expect(text.length).toBeLessThanOrEqual(10_000);
      }
      flow = /flow=([\w-]+)/.exec(text)?.[1] ?? flow;
    }
    expect(bugs).toEqual([]);
  });
  await restore(backend);
  await provesLogin(backend);
});
