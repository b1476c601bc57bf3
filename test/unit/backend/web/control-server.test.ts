import { afterEach, expect, test } from "vitest";
import { hints } from "../../../../sim/backend/web/control-hints.js";
import { DeskfleetError } from "../../../../sim/model/errors.js";
import { setupWith } from "../sample-setup.js";
import { askControl } from "./ask.js";
import { type StartedWeb, startWeb } from "./start-web.js";

const mac = "001fc1000001";
const mapping = { extension: "1001", model: "CIP270", template: "EST Default", layout: "user-270" };
let web: StartedWeb;

afterEach(() => web.stop());

const ask = (method: string, path: string, body?: unknown) => askControl(web.control, method, path, body);

const anError = { error: expect.any(String), hint: expect.any(String) };

test("mappings are put, read, listed and deleted", async () => {
  web = await startWeb();
  expect((await ask("GET", `/mappings/${mac}`)).status).toBe(404);
  expect((await ask("PUT", "/mappings/00:1F:C1:00:00:01", mapping)).status).toBe(204);
  const view = { ...mapping, mac, role: "user", active: true };
  expect(await ask("GET", `/mappings/${mac}`)).toEqual({ status: 200, body: view });
  expect(await ask("GET", "/mappings")).toEqual({ status: 200, body: [view] });
  expect((await ask("DELETE", `/mappings/${mac}`)).status).toBe(204);
  expect(await ask("DELETE", `/mappings/${mac}`)).toEqual({ status: 404, body: anError });
  expect(web.events.map((event) => (event.type === "mapping" ? event.change : event.type))).toEqual([
    "written",
    "deleted",
  ]);
});

test("a PBX of somebody else that cannot be asked is no fault of this backend", async () => {
  web = await startWeb();
  web.losePbx(new DeskfleetError("DF_AMI_CONNECT", "AMI 127.0.0.1:5038: it was closed by Asterisk"));
  const error = "AMI 127.0.0.1:5038: it was closed by Asterisk";
  for (const [method, path] of [
    ["GET", "/contacts"],
    ["GET", "/calls"],
    ["DELETE", "/lockouts"],
  ] as const)
    expect(await ask(method, path)).toEqual({ status: 502, body: { ...anError, error } });
  expect(web.events).toEqual([]);
});

test("many mappings at once, all or none", async () => {
  web = await startWeb();
  const loggedOut = { ...mapping, extension: "9000", layout: "logout-270" };
  const many = Array.from({ length: 3000 }, (_, index) => ({
    ...loggedOut,
    mac: (0x001fc1100000 + index).toString(16).padStart(12, "0"),
  }));
  expect((await ask("POST", "/mappings", many)).status).toBe(204);
  expect((await ask("GET", "/mappings")).body).toHaveLength(3000);
  const twice = [
    { ...mapping, mac: "001fc1000001" },
    { ...mapping, mac: "001fc1000002" },
  ];
  expect((await ask("POST", "/mappings", twice)).status).toBe(409);
  expect((await ask("POST", "/mappings", [...many, { ...mapping, mac: "x" }])).status).toBe(400);
  expect((await ask("GET", "/mappings")).body).toHaveLength(3000);
});

test("second-login: an admin cannot give a user to two phones, unless both is the policy", async () => {
  web = await startWeb();
  await ask("PUT", `/mappings/${mac}`, mapping);
  expect((await ask("PUT", `/mappings/${mac}`, mapping)).status).toBe(204);
  expect((await ask("PUT", "/mappings/001fc1000002", mapping)).status).toBe(409);
  await web.stop();
  web = await startWeb({ setup: setupWith({ "second-login": "both" }) });
  await ask("PUT", `/mappings/${mac}`, mapping);
  expect((await ask("PUT", "/mappings/001fc1000002", mapping)).status).toBe(204);
});

test.each([
  ["an extension that is not there", { extension: "1999" }],
  ["a template that is not there", { template: "__proto__" }],
  ["a layout that is not there", { layout: "constructor" }],
  ["a layout of another model", { layout: "user-230" }],
  ["a word too many", { pin: "4711" }],
  ["a wrong type", { extension: 1001 }],
])("a mapping with %s is refused", async (_title, change) => {
  web = await startWeb();
  expect(await ask("PUT", `/mappings/${mac}`, { ...mapping, ...change })).toEqual({
    status: 400,
    body: anError,
  });
  expect(web.desks.all()).toEqual([]);
});

test("users and extensions change at once", async () => {
  web = await startWeb();
  expect((await ask("PATCH", "/users/1001", { groups: ["Cleaners"] })).status).toBe(204);
  expect((await ask("PATCH", "/users/1999", { groups: [] })).status).toBe(404);
  expect((await ask("PATCH", "/users/__proto__", { groups: [] })).status).toBe(404);
  expect((await ask("PATCH", "/users/1001", { groups: ["No such"] })).status).toBe(400);
  expect((await ask("PATCH", "/extensions/1004", { pin: "771177", maxContacts: 3 })).status).toBe(204);
  expect((await ask("PATCH", "/extensions/1999", { pin: "1" })).status).toBe(404);
  expect((await ask("PATCH", "/extensions/1004", { maxContacts: -1 })).status).toBe(400);
  const at = "001fc1000001";
  expect(web.desks.refuseCredentials(at as never, { extension: "1004", pin: "771177" })).toBe(undefined);
});

test("no answer repeats a PIN", async () => {
  web = await startWeb();
  const answers = [
    await ask("PATCH", "/extensions/1001", { pin: "77x1199" }),
    await ask("PATCH", "/extensions/1001", '{"pin":"77x1199'),
    await ask("PATCH", "/extensions/1001", { pin: ["77x1199"] }),
    await ask("PATCH", "/extensions/1001", '"77x1199"'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  expect(JSON.stringify([answers, web.events])).not.toContain("77x1199");
});

test("faults only where enabled, and only those that there are", async () => {
  web = await startWeb({ faultsEnabled: false });
  expect(await ask("PUT", "/faults/wrong-pin-accepted")).toEqual({ status: 403, body: anError });
  expect(web.faults.list()).toEqual([]);
  await web.stop();
  web = await startWeb();
  expect((await ask("PUT", "/faults/wrong-pin-accepted")).status).toBe(204);
  expect((await ask("GET", "/status")).body).toMatchObject({ faults: ["wrong-pin-accepted"] });
  expect(await ask("PUT", "/faults/wrong-pin-acepted")).toEqual({
    status: 404,
    body: { ...anError, error: expect.stringContaining("wrong-pin-accepted") },
  });
});

test("trunks are listed, and put out of order by name", async () => {
  web = await startWeb();
  const up = [
    { name: "emergency", farEnd: "psap", state: "up" },
    { name: "carrier", farEnd: "carrier", state: "up" },
  ];
  expect(await ask("GET", "/trunks")).toEqual({ status: 200, body: up });
  expect((await ask("PUT", "/trunks/emergency", { state: 403 })).status).toBe(204);
  expect((await ask("PUT", "/trunks/carrier", { state: "silent" })).status).toBe(204);
  expect((await ask("GET", "/trunks")).body).toMatchObject([{ state: 403 }, { state: "silent" }]);
  expect((await ask("PUT", "/trunks/emergency", { state: "up" })).status).toBe(204);
  expect((await ask("GET", "/trunks")).body).toMatchObject([{ state: "up" }, { state: "silent" }]);
  expect(await ask("PUT", "/trunks/carier", { state: "up" })).toEqual({
    status: 404,
    body: { ...anError, error: 'there is no trunk "carier" (did you mean "carrier"?)' },
  });
  for (const state of ["out", 200, 700, null]) {
    expect(await ask("PUT", "/trunks/carrier", { state })).toEqual({ status: 400, body: anError });
  }
});

test("a resync reaches the PBX, and says so where it has no contact", async () => {
  web = await startWeb();
  expect((await ask("POST", `/devices/${mac}/resync`, { reboot: true })).status).toBe(204);
  expect(web.told).toEqual([`${mac} true`]);
  expect(await ask("POST", "/devices/001fc1ffffff/resync", { reboot: false })).toEqual({
    status: 404,
    body: anError,
  });
  expect((await ask("POST", "/devices/zz/resync", { reboot: true })).status).toBe(400);
  expect((await ask("POST", `/devices/${mac}/resync`)).status).toBe(400);
  expect((await ask("GET", "/nowhere")).status).toBe(404);
});

test("an idle connection is not closed under the client's next request", async () => {
  web = await startWeb();
  expect((await fetch(`${web.control}/status`)).headers.get("keep-alive")).toBe(null);
});

test("HEAD of the events is answered, and does not wait for any", async () => {
  web = await startWeb();
  const response = await fetch(`${web.control}/events`, { method: "HEAD" });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("application/x-ndjson");
  expect(await response.text()).toBe("");
});

test("events are one JSON object a line, from the first line on nothing is missed", async () => {
  web = await startWeb();
  const stop = new AbortController();
  const response = await fetch(`${web.control}/events`, { signal: stop.signal });
  const lines: unknown[] = [];
  let rest = "";
  for await (const chunk of response.body ?? []) {
    const parts = (rest + Buffer.from(chunk).toString()).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts.map((line) => JSON.parse(line)));
    if (lines.length === 1) await ask("PUT", `/mappings/${mac}`, mapping);
    if (lines.length >= 2) break;
  }
  stop.abort();
  expect(lines).toEqual([
    { type: "backend-note", text: "connected" },
    {
      type: "mapping",
      mac,
      change: "written",
      extension: "1001",
      template: "EST Default",
      layout: "user-270",
    },
  ]);
});

test.each([
  ["POST", "/devices/001fc1ffffff/resync", { reboot: false }, /GET \/control\/v1\/contacts /],
  ["POST", `/devices/${mac}/logout`, undefined, /GET \/control\/v1\/mappings /],
  ["GET", "/users/1999", undefined, /GET \/control\/v1\/users /],
  ["PATCH", "/extensions/1999", { pin: "1" }, /GET \/control\/v1\/setup /],
  ["POST", "/setup/submit", { templates: 3 }, /deskfleet schema setup/],
  ["GET", "/nowhere", undefined, /openapi\.json/],
] as const)("%s %s is refused with a hint that leads on", async (method, path, body, hint) => {
  web = await startWeb();
  expect((await ask(method, path, body)).body).toMatchObject({ hint: expect.stringMatching(hint) });
});

test.each(Object.entries(hints))("a path in the hint of %i is there", async (_status, hint) => {
  web = await startWeb();
  const { origin } = new URL(web.control);
  for (const [, path] of hint.matchAll(/GET (\S+)/g))
    expect((await fetch(`${origin}${path}`)).status).toBe(200);
});

test.each([
  [{ model: undefined }, "model is missing: expected text"],
  [{ pinn: "1" }, 'unknown field "pinn"'],
  [{ extension: 1001 }, "extension: expected text, found a number: quote it"],
])("a body with %j is refused in words of the API", async (change, error) => {
  web = await startWeb();
  const { body } = await ask("PUT", `/mappings/${mac}`, { ...mapping, ...change });
  expect(body).toEqual({ ...anError, error: expect.stringContaining(error) });
});

test.each([
  ["PATCH", "/extensions/1001", { pinn: "1" }, 'unknown field "pinn" (did you mean "pin"?)'],
  ["POST", "/mappings", [mapping], "item 1, mac is missing: expected text"],
  ["POST", "/mappings", undefined, "the body is missing: expected a list"],
  ["POST", `/devices/${mac}/resync`, "{ broken", "the body is not JSON"],
  ["PUT", "/web-fault", { on: "filse", kind: "slow" }, 'found "filse" (did you mean "files"?)'],
  [
    "POST",
    "/setup/submit",
    { policies: { "second-login": "moov" } },
    'policies.second-login: expected one of move, refuse, both, evict, found "moov" (did you mean "move"?)',
  ],
  ["DELETE", "/contacts", undefined, "extension is missing: expected text"],
])("%s %s with %j: the error says what is wrong and what was meant", async (method, path, body, error) => {
  web = await startWeb();
  const answer = await ask(method, path, body);
  expect(answer).toEqual({ status: 400, body: { ...anError, error: expect.stringContaining(error) } });
});

test("a mapping with an unknown name gets a hint where to find the known ones", async () => {
  web = await startWeb();
  expect(await ask("PUT", `/mappings/${mac}`, { ...mapping, extension: "1999" })).toEqual({
    status: 400,
    body: { error: 'there is no extension "1999"', hint: expect.stringContaining("GET /control/v1/setup") },
  });
});

test("a MAC that is none is refused before the body is looked at", async () => {
  web = await startWeb();
  const wrong = { error: expect.stringContaining("MAC"), hint: expect.stringContaining("001fc1000001") };
  expect(await ask("PUT", "/mappings/zz", { extension: "1001" })).toEqual({ status: 400, body: wrong });
  expect(await ask("POST", "/mappings", [{ ...mapping, mac: "zz" }])).toEqual({ status: 400, body: wrong });
});
