import { isDeepStrictEqual } from "node:util";
import { afterEach, expect, test } from "vitest";
import { createSetupStore } from "../../../../sim/backend/setup-store.js";
import { setupFileSchema } from "../../../../sim/model/setup/setup.js";
import { secrets } from "../../../e2e/no-secrets.js";
import { profiles, sampleSetup, setupWith } from "../sample-setup.js";
import { askControl } from "./ask.js";
import { type StartedWeb, startWeb } from "./start-web.js";

const mac = "001fc1000001";
const mapping = { mac, extension: "1001", model: "CIP270", template: "EST Default", layout: "user-270" };
let web: StartedWeb;

afterEach(() => web.stop());

const ask = (method: string, path: string, body?: unknown) => askControl(web.control, method, path, body);

test("a user is shown with what holds after inheritance, and where it is logged in", async () => {
  web = await startWeb();
  await ask("POST", "/mappings", [mapping]);
  const { body } = await ask("GET", "/users/1001");
  expect(body).toMatchObject({
    name: "1001",
    defaultExtension: "1001",
    hotdesk: { enabled: true, logoutAction: "9000" },
    phones: [mac],
  });
  const all = (await ask("GET", "/users")).body as { name: string }[];
  expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(sampleSetup().extensions)));
  expect((await ask("GET", "/users/1999")).status).toBe(404);
  expect((await ask("GET", "/users/constructor")).status).toBe(404);
});

test("the setup is shown in the words of its file, without secrets and PINs", async () => {
  web = await startWeb();
  const { body } = await ask("GET", "/setup");
  expect(body).toMatchObject({ setup: sampleSetup().setup, "port-settings": { protocol: "http" } });
  // All but what the setup leaves unsaid.
  const sections = Object.keys(setupFileSchema.def.in.shape).filter((name) => name !== "pbx");
  expect(Object.keys(body as object)).toEqual(sections);
  const text = JSON.stringify(body);
  for (const secret of secrets) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/"(secret|pin)"/);
});

test("Submit counts at once and as a whole, or not at all (HD-37)", async () => {
  web = await startWeb();
  const good = { templates: { Night: { "screen-timeout": 5 } } };
  expect(await ask("POST", "/setup/submit", good)).toEqual({ status: 200, body: { newFindings: [] } });
  expect((await ask("GET", "/setup")).body).toMatchObject(good);
  const half = { templates: { Day: {} }, users: { "1001": { groups: ["No such"] } } };
  expect(await ask("POST", "/setup/submit", half)).toEqual({
    status: 400,
    body: {
      error: expect.stringMatching(/^users\.1001\.groups, item 1: there is no group "No such"/),
      hint: expect.any(String),
    },
  });
  expect((await ask("GET", "/setup")).body).not.toHaveProperty("templates.Day");
  expect((await ask("POST", "/setup/submit", [])).status).toBe(400);
});

test("user-removed: a deleted user is logged out, and learns of it at the phone's next fetch", async () => {
  web = await startWeb();
  await ask("POST", "/mappings", [mapping]);
  expect((await ask("DELETE", "/users/1001")).status).toBe(204);
  expect((await ask("GET", `/mappings/${mac}`)).body).toMatchObject({ role: "placeholder" });
  expect(web.told).toEqual([`${mac} false`]);
  expect((await ask("DELETE", "/users/1001")).status).toBe(404);
  expect((await ask("GET", "/users/1001")).status).toBe(404);
});

test("findings are those of the setup as it is now", async () => {
  web = await startWeb();
  const rules = async (): Promise<string[]> =>
    ((await ask("GET", "/findings")).body as { rule: string }[]).map(({ rule }) => rule);
  const before = await rules();
  await ask("POST", "/setup/submit", { "model-layouts": { "logout-270": { keys: [{ type: "line" }] } } });
  expect((await rules()).length).toBeGreaterThan(before.length);
});

test("a Submit is answered with the findings that it causes, and with no others", async () => {
  web = await startWeb();
  const changes = { "model-layouts": { "logout-270": { keys: [{ type: "line" }] } } };
  const before = (await ask("GET", "/findings")).body as object[];
  const { newFindings } = (await ask("POST", "/setup/submit", changes)).body as { newFindings: object[] };
  const after = (await ask("GET", "/findings")).body as object[];
  expect(newFindings.length).toBeGreaterThan(0);
  expect(newFindings).toEqual(
    after.filter((finding) => !before.some((each) => isDeepStrictEqual(each, finding))),
  );
  expect((await ask("POST", "/setup/submit", changes)).body).toEqual({ newFindings: [] });
});

test("admin-logout: a phone is logged out from afar, or that is forbidden", async () => {
  web = await startWeb();
  expect((await ask("POST", `/devices/${mac}/logout`)).status).toBe(404);
  await ask("POST", "/mappings", [mapping]);
  web.inCall.set(mac, "call");
  expect((await ask("POST", `/devices/${mac}/logout`)).status).toBe(409);
  web.inCall.delete(mac);
  expect((await ask("POST", `/devices/${mac}/logout`)).status).toBe(204);
  expect((await ask("GET", `/mappings/${mac}`)).body).toMatchObject({ role: "placeholder" });
  await web.stop();
  web = await startWeb({ setup: setupWith({ "admin-logout": "forbid" }) });
  await ask("POST", "/mappings", [mapping]);
  expect((await ask("POST", `/devices/${mac}/logout`)).status).toBe(403);
});

test("a logout that waits for its call is taken, not done", async () => {
  web = await startWeb({ setup: setupWith({ "logout-in-call": "after-call" }) });
  await ask("POST", "/mappings", [mapping]);
  web.inCall.set(mac, "call");
  const taken = { status: 202, body: { outcome: "after-call" } };
  expect(await ask("POST", `/devices/${mac}/logout`)).toEqual(taken);
  expect((await ask("GET", `/mappings/${mac}`)).body).toMatchObject({ extension: "1001" });
  web.inCall.delete(mac);
  expect(await ask("POST", `/devices/${mac}/logout`)).toEqual({ status: 204, body: undefined });
});

test("lock-outs are listed, run out by the module's clock, and end on demand", async () => {
  web = await startWeb({ setup: setupWith({ "pin-lockout": { by: "extension", tries: 2, hold: "5m" } }) });
  const wrong = (): void => {
    for (let tries = 0; tries < 2; tries++) {
      web.desks.refuseCredentials(mac as never, { extension: "1001", pin: "0000" });
    }
  };
  wrong();
  const held = [{ subject: "1001", by: "extension", secondsLeft: expect.closeTo(300, 0) }];
  expect((await ask("GET", "/lockouts")).body).toEqual(held);
  expect((await ask("POST", "/clock", { advanceSeconds: 301 })).status).toBe(204);
  expect((await ask("GET", "/lockouts")).body).toEqual([]);
  wrong();
  expect((await ask("DELETE", "/lockouts")).status).toBe(204);
  expect((await ask("GET", "/lockouts")).body).toEqual([]);
});

test.each([
  {},
  { advanceSeconds: -1 },
  { advanceSeconds: 1, frozen: true },
  { timeOfDay: "24:00" },
  { frozen: 1 },
])("no such move of the clock: %j", async (move) => {
  web = await startWeb();
  expect((await ask("POST", "/clock", move)).status).toBe(400);
});

test("a fault of the phone web server, and its end", async () => {
  web = await startWeb();
  const file = `${web.configServer}cfg${mac}.xml`;
  const phone = { headers: { "user-agent": "ClearlyIP CIP270 2.42.6.3.36 00:1f:c1:00:00:01" } };
  expect((await ask("PUT", "/web-fault", { on: "files", kind: "not-found" })).status).toBe(204);
  expect((await fetch(file, phone)).status).toBe(404);
  expect((await ask("DELETE", "/web-fault")).status).toBe(204);
  expect((await fetch(file, phone)).status).toBe(200);
});

test("a change of the setup is acknowledged when it is kept, not before", async () => {
  const kept: (() => void)[] = [];
  const save = (): Promise<void> => new Promise((resolve) => kept.push(resolve));
  const keep = { save, failed: () => {} };
  web = await startWeb({ store: createSetupStore(sampleSetup(), { profiles, keep }) });
  let answered = 0;
  const changes = [
    ask("POST", "/setup/submit", { templates: { Night: {} } }),
    ask("PATCH", "/extensions/1002", { maxContacts: 2 }),
  ].map((asked) => asked.then(() => (answered += 1)));
  await expect
    .poll(async () => (await ask("GET", "/setup")).body)
    .toMatchObject({ templates: { Night: {} } });
  expect([answered, kept.length]).toEqual([0, 1]);
  while (answered < changes.length) {
    kept.shift()?.();
    await new Promise(setImmediate);
  }
  await Promise.all(changes);
});

test("a change is acknowledged when it is on disk, not before", async () => {
  web = await startWeb();
  const release = web.holdSaves();
  let answered = false;
  const asked = ask("POST", "/mappings", [mapping]).then(() => {
    answered = true;
  });
  expect((await ask("GET", `/mappings/${mac}`)).status).toBeLessThan(500); // reads do not wait
  expect(answered).toBe(false);
  release();
  await asked;
});
