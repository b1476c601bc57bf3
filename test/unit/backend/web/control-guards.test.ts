import { request } from "node:http";
import { afterEach, expect, test } from "vitest";
import { operationList } from "../../../../sim/model/control/control-operations.js";
import { type StartedWeb, startWeb } from "./start-web.js";

let web: StartedWeb;

afterEach(() => web.stop());

interface Raw {
  readonly status: number | undefined;
  readonly allow: string | undefined;
  readonly text: string;
}

/** A request with any headers, Host included. */
function raw(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string | Buffer,
): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = request(`${web.control}${path}`, { method, headers }, async (response) => {
      let text = "";
      for await (const chunk of response.setEncoding("utf8")) text += String(chunk);
      resolve({ status: response.statusCode, allow: response.headers.allow, text });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const json = { "content-type": "application/json" };

test.each([
  ["127.0.0.1:8089", 200],
  ["127.9.9.9", 200],
  ["[::1]:8089", 200],
  ["localhost:8089", 200],
  ["LOCALHOST", 200],
  ["backend.localhost", 200],
  ["rebound.example:8089", 403],
  ["localhost.rebound.example", 403],
  ["192.0.2.1", 403],
  ["127.0.0.1.rebound.example", 403],
  ["user@rebound.example", 403],
  [" ", 403],
])("Host: %s is answered with %i (DNS rebinding)", async (host, status) => {
  web = await startWeb();
  expect((await raw("GET", "/status", { host })).status).toBe(status);
});

test("what a web page elsewhere makes a browser send is refused, and does nothing", async () => {
  web = await startWeb();
  const path = "/devices/001fc1000001/resync";
  for (const origin of ["https://pages.example", "null"]) {
    const sent = await raw("POST", path, { ...json, origin }, '{"reboot":true}');
    expect([sent.status, web.told]).toEqual([403, []]);
  }
  const form = await raw("POST", path, { "content-type": "text/plain" }, '{"reboot":true}');
  expect([form.status, web.told]).toEqual([415, []]);
  const own = await raw("POST", path, { ...json, origin: "http://localhost:3000" }, '{"reboot":true}');
  expect([own.status, web.told]).toEqual([204, ["001fc1000001 true"]]);
});

test("a body that is not JSON, or too long, is refused as such", async () => {
  web = await startWeb();
  expect((await raw("PUT", "/web-fault", {}, '{"on":"all","kind":"slow"}')).status).toBe(415);
  expect((await raw("PUT", "/web-fault", json, '{"on":"all",')).status).toBe(400);
  expect((await raw("PUT", "/web-fault", json, '{"on":"all","kind":"sloow"}')).status).toBe(400);
  expect((await raw("POST", "/setup/submit", json, `{"setup":"${"x".repeat(34_000_000)}"}`)).status).toBe(
    413,
  );
  expect((await raw("POST", "/devices/001fc1000001/logout", json, "{}")).status).toBe(404);
});

test("every path says which methods it takes", async () => {
  web = await startWeb();
  const paths = [...new Set(operationList.map(([, { path }]) => path))];
  for (const path of paths) {
    const taken = operationList.filter(([, each]) => each.path === path).map(([, { method }]) => method);
    const { status, allow, text } = await raw("TRACE", path.replaceAll(/\{\w+\}/g, "001fc1000001"));
    expect([path, status, allow]).toEqual([path, 405, taken.join(", ").toUpperCase()]);
    expect(JSON.parse(text)).toEqual({ error: expect.any(String), hint: expect.any(String) });
  }
  expect((await raw("GET", "/nowhere")).status).toBe(404);
  expect((await raw("GET", "/users/%zz")).status).toBe(400);
  expect((await raw("GET", "/contacts?extension=1&extension=2")).status).toBe(400);
  expect((await raw("DELETE", "/contacts")).status).toBe(400);
});

test("K8: JSON that is not UTF-8 is refused, and nothing of it is kept", async () => {
  web = await startWeb();
  const body = '[{"mac":"001fc1000001","extension":"1001","template":"Jörg"}]';
  const sent = await raw("PUT", "/mappings", json, Buffer.from(body, "latin1"));
  expect([sent.status, JSON.parse(sent.text)]).toEqual([
    400,
    { error: "the body is not UTF-8", hint: "Send the JSON in UTF-8, as RFC 8259 wants it." },
  ]);
  const charset = { "content-type": "application/json; charset=ISO-8859-1" };
  expect((await raw("PUT", "/mappings", charset, Buffer.from(body, "latin1"))).status).toBe(415);
  expect(web.desks.all()).toEqual([]);
});
