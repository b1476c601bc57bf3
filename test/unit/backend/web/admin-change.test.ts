import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import { type AdminChange, adminChanges } from "../../../../sim/backend/web/admin-change.js";

async function changeOf(body: unknown): Promise<AdminChange> {
  const app = express();
  const changed = new Promise<AdminChange>((resolve) => app.use(adminChanges(resolve)));
  app.use(express.json(), (_request, response) => {
    response.status(204).end();
  });
  const server = createServer(app).listen(0, "127.0.0.1");
  onTestFinished(async () => {
    server.close();
  });
  await once(server, "listening");
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await fetch(`${base}/status`);
  const headers = { "content-type": "application/json" };
  await fetch(`${base}/change?extension=9`, { method: "POST", headers, body: JSON.stringify(body) });
  return changed;
}

test.each([
  [{ extensions: { "1001": { voicemail: { pin: "77119922" } } } }, ["extensions.1001.voicemail.pin"]],
  [{ users: { "1001": { groups: ["77119922"] }, "1002": null } }, ["users.1001.groups", "users.1002"]],
  [{ a: { b: { c: { d: { e: "77119922" } } } }, empty: {} }, ["a.b.c.d", "empty"]],
  [[{ mac: "77119922" }, {}], ["a list of 2"]],
  [{}, []],
])("of %j the names are reported, never a value", async (body, fields) => {
  expect(await changeOf(body)).toEqual({ method: "POST", path: "/change?extension=9", fields, status: 204 });
});

test("of very many fields the first are reported", async () => {
  const { fields } = await changeOf(Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`k${n}`, n])));
  expect(fields).toHaveLength(20);
});
