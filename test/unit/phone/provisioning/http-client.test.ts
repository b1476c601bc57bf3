import { afterEach, beforeEach, expect, test } from "vitest";
import { HttpClient } from "../../../../sim/phone/provisioning/http-client.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import type { EventBody } from "../../../../sim/transcript/event.js";
import { profileOf } from "../support/profile.js";
import { startWebServer, type WebServer } from "../support/web-server.js";

let web: WebServer;
let events: EventBody[];
beforeEach(async () => {
  web = await startWebServer();
  events = [];
});
afterEach(() => web.stop());

function client(timeoutMs = 5000): HttpClient {
  return new HttpClient({
    bindHost: "127.0.0.3",
    userAgent: "test",
    timeoutMs,
    recorder: { detail: "full", record: (event) => events.push(event) },
    clock: systemClock,
    profile: profileOf("CIP270"),
  });
}

const get = (path: string, more: { maxBytes?: number; signal?: AbortSignal; timeoutMs?: number } = {}) =>
  client(more.timeoutMs).get({
    url: `${web.url}${path}`,
    maxBytes: more.maxBytes ?? 1000,
    signal: more.signal ?? new AbortController().signal,
  });

test("three redirects are followed, with the address of the last one as the answer's own", async () => {
  for (const hop of [1, 2, 3]) {
    web.replies.set(`/${hop}`, (_request, response) =>
      response.writeHead(302, { Location: `${hop + 1}` }).end(),
    );
  }
  web.replies.set("/4", "there");
  expect(await get("/1")).toEqual({ ok: true, status: 200, body: "there", url: `${web.url}/4` });
});

test("a loop of redirects ends", async () => {
  web.replies.set("/1", (_request, response) => response.writeHead(302, { Location: "/1" }).end());
  expect(await get("/1")).toEqual({ ok: false, reason: "more than 3 redirects" });
  expect(web.requests).toHaveLength(4);
});

test.each([undefined, "http://", "ftp://127.0.0.1/x"])("a redirect to %s is no way on", async (location) => {
  web.replies.set("/1", (_request, response) => {
    response.writeHead(302, location === undefined ? {} : { Location: location }).end();
  });
  expect(await get("/1")).toMatchObject({ ok: false });
});

test("the time-out counts for the whole answer, not for its first byte", async () => {
  web.replies.set("/slow", (_request, response) => {
    response.writeHead(200).write("<");
    const drip = setInterval(() => response.write("x"), 10);
    response.on("close", () => clearInterval(drip));
  });
  expect(await get("/slow", { timeoutMs: 100 })).toEqual({ ok: false, reason: "no answer within 0.1 s" });
});

test("an answer is read up to the bound and no further, whatever it announced", async () => {
  web.replies.set("/fits", "x".repeat(1000));
  web.replies.set("/endless", (_request, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write("x".repeat(1000)));
      response.once("drain", more);
    };
    more();
  });
  expect(await get("/fits")).toMatchObject({ ok: true });
  expect(await get("/endless")).toEqual({ ok: false, reason: "the answer is larger than 1000 bytes" });
});

test("an answer that breaks off is no answer", async () => {
  web.replies.set("/cut", (_request, response) => {
    response.writeHead(200, { "Content-Length": 100 }).write("half");
    response.socket?.end();
  });
  expect(await get("/cut")).toMatchObject({ ok: false });
});

test("giving up ends the connection and is told", async () => {
  const abort = new AbortController();
  web.replies.set("/never", () => abort.abort());
  expect(await get("/never", { signal: abort.signal })).toEqual({ ok: false, reason: "given up" });
  expect(await get("/never", { signal: abort.signal })).toEqual({ ok: false, reason: "given up" });
  expect(web.requests).toHaveLength(1);
});

test.each(["", "tel:911", "https://127.0.0.1/", "http://a b/", "http://127.0.0.1:99999/"])(
  "the address %o gets a message without its text",
  async (url) => {
    const answer = await client().get({ url, maxBytes: 1, signal: new AbortController().signal });
    expect(answer).toEqual({ ok: false, reason: "not an http address" });
  },
);

test("long bodies are cut in the record, not in the answer", async () => {
  web.replies.set("/long", "x".repeat(9000));
  expect(await get("/long", { maxBytes: 10_000 })).toMatchObject({ body: "x".repeat(9000) });
  expect(events.at(-1)).toMatchObject({ type: "http", body: `${"x".repeat(4000)}…` });
});
