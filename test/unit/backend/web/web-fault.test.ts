import { createConnection } from "node:net";
import express from "express";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Answers } from "../../../../sim/backend/web/answers.js";
import { type HttpListener, listenHttp } from "../../../../sim/backend/web/http-listener.js";
import { loginMessage } from "../../../../sim/backend/web/login-pages.js";
import { intact } from "../../../../sim/backend/web/seams.js";
import { failingServer, WebFaults } from "../../../../sim/backend/web/web-fault.js";
import type { WebFault } from "../../../../sim/model/control/control-api.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import { readStrictly } from "./strict-xml.js";

let faults: WebFaults;
let listener: HttpListener;
/** Emptied when the slow server lets go. */
let timers: (() => void)[];

beforeEach(async () => {
  timers = [];
  const after = (_delayMs: number, action: () => void) => {
    timers.push(action);
    return () => {
      timers = timers.filter((each) => each !== action);
    };
  };
  faults = new WebFaults({ ...systemClock, after });
  const answers = new Answers({ seams: intact, faults, settled: () => Promise.resolve() });
  const app = express();
  app.use("/provisioning", failingServer(faults, "files"));
  app.get("/provisioning/x", (_request, response) => answers.file(response, "<file>whole</file>"));
  app.use("/apps", failingServer(faults, "apps"));
  const page = loginMessage({ apps: "http://pbx.example", timeoutSeconds: 45 }, "hello");
  app.get("/apps/x", (_request, response) => answers.page(response, page, 10_000));
  listener = await listenHttp(app, "127.0.0.1", 0, 5000);
});

afterEach(() => listener.close());

const get = (path: string) => fetch(`http://127.0.0.1:${listener.port}${path}`);

test("a fault counts for its part of the server, until it is taken back", async () => {
  const statuses = async () => [(await get("/provisioning/x")).status, (await get("/apps/x")).status];
  expect(await statuses()).toEqual([200, 200]);
  faults.set({ on: "files", kind: "not-found" });
  expect(await statuses()).toEqual([404, 200]);
  faults.set({ on: "apps", kind: "error" });
  expect(await statuses()).toEqual([200, 500]);
  faults.set({ on: "all", kind: "not-found" });
  expect(await statuses()).toEqual([404, 404]);
  expect(faults.current).toEqual({ on: "all", kind: "not-found" });
  faults.set(undefined);
  expect(await statuses()).toEqual([200, 200]);
});

test("refuse cuts the connection without a word", async () => {
  faults.set({ on: "all", kind: "refuse" });
  await expect(get("/provisioning/x")).rejects.toThrow();
});

test.each<[WebFault["kind"], string, RegExp]>([
  ["empty", "text/xml", /^$/],
  ["not-xml", "text/xml", /never was$/],
  ["wrong-type", "text/html", /^<!DOCTYPE html>/],
])("%s is a 200 with a bad body", async (kind, type, body) => {
  faults.set({ on: "all", kind });
  const answer = await get("/apps/x");
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, `${type}; charset=utf-8`]);
  const text = await answer.text();
  expect(text).toMatch(body);
  expect(() => readStrictly(text)).toThrow();
});

test("huge is 2 MB of good XML, bomb is small on the wire and would be huge in memory", async () => {
  faults.set({ on: "all", kind: "huge" });
  const huge = await (await get("/apps/x")).text();
  expect(huge.length).toBe(2_000_000);
  readStrictly(huge);
  faults.set({ on: "all", kind: "bomb" });
  const bomb = await (await get("/apps/x")).text();
  expect(bomb.length).toBeLessThan(10_000); // a phone does not refuse it by its size
  expect(bomb.match(/<!ENTITY/g)).toHaveLength(10);
  expect(bomb).toContain("<a>".repeat(1000));
});

test("half of a file is a good answer with half a document; half of a page loses its line", async () => {
  faults.set({ on: "all", kind: "half" });
  const file = await get("/provisioning/x");
  expect([file.status, await file.text()]).toEqual([200, "<file>who"]);
  const heard = await raw("GET /apps/x HTTP/1.1\r\nHost: x\r\n\r\n");
  const [head = "", body = ""] = heard.split("\r\n\r\n");
  const promised = Number(/content-length: (\d+)/i.exec(head)?.[1]);
  expect(body.length).toBe(Math.floor(promised / 2));
});

test("slow answers in the end, and at once when the fault ends", async () => {
  faults.set({ on: "files", kind: "slow" });
  const late = get("/provisioning/x");
  await waiting(1);
  for (const fire of timers) fire();
  expect(await (await late).text()).toBe("<file>whole</file>");
  const second = get("/provisioning/x");
  await waiting(1);
  faults.set(undefined);
  expect(await (await second).text()).toBe("<file>whole</file>");
  expect(timers).toEqual([]);
});

test("a phone that gives up, or a server that stops, leaves nothing waiting", async () => {
  faults.set({ on: "files", kind: "slow" });
  const given = new AbortController();
  const request = fetch(`http://127.0.0.1:${listener.port}/provisioning/x`, { signal: given.signal });
  await waiting(1);
  given.abort();
  await expect(request).rejects.toThrow();
  await waiting(0);
  const stopped = get("/provisioning/x").catch(() => "cut");
  await waiting(1);
  await listener.close();
  expect(await stopped).toBe("cut");
  await waiting(0);
});

/** Until so many requests are held back. */
function waiting(count: number): Promise<void> {
  return vi.waitFor(() => expect(timers).toHaveLength(count), { interval: 5 });
}

/** What a server says until it ends the connection. */
function raw(request: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = createConnection({ host: "127.0.0.1", port: listener.port }, () => socket.write(request));
    socket.setEncoding("utf8").on("data", (text) => {
      heard += String(text);
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(heard));
  });
}
