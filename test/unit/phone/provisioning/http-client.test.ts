import type { ServerResponse } from "node:http";
import { createServer, type Server } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { HttpClient, type HttpClientOptions } from "../../../../sim/phone/provisioning/http-client.js";
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

function client(changes: Partial<HttpClientOptions> = {}): HttpClient {
  return new HttpClient({
    bindHost: "127.0.0.3",
    userAgent: "test",
    timeoutMs: 5000,
    recorder: { detail: "full", hide: () => undefined, record: (event) => events.push(event) },
    clock: systemClock,
    profile: profileOf("CIP270"),
    resolve: async () => undefined,
    trust: { authority: undefined, checked: true },
    ...changes,
  });
}

const get = (path: string, more: { maxBytes?: number; signal?: AbortSignal; timeoutMs?: number } = {}) =>
  client({ timeoutMs: more.timeoutMs ?? 5000 }).get({
    url: `${web.url}${path}`,
    maxBytes: more.maxBytes ?? 1000,
    signal: more.signal ?? new AbortController().signal,
  });

/** A server below HTTP: it says what it is told to say to whoever connects. */
async function startRawServer(words: string): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(words));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
}

const signal = new AbortController().signal;

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

test("a name is asked of the desk's own network, and the server hears the name", async () => {
  const asked: string[] = [];
  let host: string | undefined;
  web.replies.set("/named", (request, response) => {
    host = request.headers.host;
    response.end("<a/>");
  });
  const { port } = new URL(web.url);
  const resolve = async (name: string) => {
    asked.push(name);
    return "127.0.0.1";
  };
  const url = `http://pbx.example.test:${port}/named`;
  expect(await client({ resolve }).get({ url, maxBytes: 100, signal })).toMatchObject({ ok: true, url });
  expect(asked).toEqual(["pbx.example.test"]);
  expect(host).toBe(`pbx.example.test:${port}`);
});

test("a name that the network does not know is reported", async () => {
  const answer = await client().get({ url: "http://pbx.example.test/cfg.xml?pin=1", maxBytes: 100, signal });
  expect(answer).toEqual({ ok: false, reason: "the name pbx.example.test does not resolve" });
});

test("a server that is not there refuses, in words of a phone", async () => {
  await web.stop();
  expect(await get("/")).toEqual({ ok: false, reason: "connection refused" });
  web = await startWebServer();
});

test.each([
  ["nothing", "", "the connection was cut"],
  ["another protocol", "220 mail.example.test ESMTP\r\n", "the answer is not HTTP"],
  [
    "a change of protocol",
    "HTTP/1.1 101 Over\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
    "the answer is not HTTP",
  ],
  ["endless headers", `HTTP/1.1 200 OK\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, "the answer is not HTTP"],
  ["half a body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "the answer was cut off"],
])("a server that answers with %s is understood as that", async (_what, words, reason) => {
  const url = await startRawServer(words);
  expect(await client().get({ url, maxBytes: 1000, signal })).toEqual({ ok: false, reason });
});

test.each([
  ["text/xml", undefined],
  ["application/xml; charset=utf-8", undefined],
  ["Text/XML;charset=utf-8", undefined],
  ["text/html; charset=utf-8", "not XML: text/html"],
  ["application/xml-dtd", "not XML: application/xml-dtd"],
  ["image/png", "not XML: image/png"],
])("a page of type %s", async (type, reason) => {
  web.replies.set("/page", (_request, response) => {
    response.writeHead(200, { "Content-Type": type }).end("<a/>");
  });
  expect(await get("/page")).toMatchObject(reason === undefined ? { ok: true } : { ok: false, reason });
});

test("a page that does not exist may be of any type", async () => {
  web.replies.set("/gone", (_request, response) => {
    response.writeHead(404, { "Content-Type": "text/html" }).end("<html>gone</html>");
  });
  expect(await get("/gone")).toMatchObject({ ok: true, status: 404 });
});

test("an address is asked for only if it is of a size that can be one", async () => {
  expect(await get(`/${"?".repeat(300_000)}`)).toEqual({ ok: false, reason: "the address is too long" });
  expect(web.requests).toEqual([]);
});

test("an answer that breaks off does not count as one", async () => {
  web.replies.set("/cut", (_request, response) => {
    response.writeHead(200, { "Content-Length": 100 }).write("half");
    response.socket?.end();
  });
  expect(await get("/cut")).toMatchObject({ ok: false });
});

test("giving up ends the connection and is reported", async () => {
  const abort = new AbortController();
  web.replies.set("/never", () => abort.abort());
  expect(await get("/never", { signal: abort.signal })).toEqual({ ok: false, reason: "given up" });
  expect(await get("/never", { signal: abort.signal })).toEqual({ ok: false, reason: "given up" });
  expect(web.requests).toHaveLength(1);
});

test.each(["", "tel:911", "https:", "http://a b/", "http://127.0.0.1:99999/"])(
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

test("K8: a document in Latin-1 is read, one that cannot be is refused with the reason", async () => {
  const latin1 = (text: string) => (_request: unknown, response: ServerResponse) =>
    response.writeHead(200, { "Content-Type": "text/xml" }).end(Buffer.from(text, "latin1"));
  const said = "<?xml version='1.0' encoding='ISO-8859-1'?><a>Jörg Müller</a>";
  web.replies.set("/said", latin1(said));
  web.replies.set("/unsaid", latin1("<a>Jörg Müller</a>"));
  expect(await get("/said")).toMatchObject({ ok: true, body: said });
  expect(await get("/unsaid")).toEqual({
    ok: false,
    reason: "the answer is not UTF-8, and names no other encoding",
  });
  expect(JSON.stringify(events)).not.toContain("\uFFFD");
});

test.each([
  ["gzip", gzipSync("packed")],
  ["X-GZip", gzipSync("packed")],
  ["deflate", deflateSync("packed")],
  ["br", brotliCompressSync("packed")],
  [undefined, gzipSync("packed")],
  ["identity", Buffer.from("packed")],
  ["gzip", Buffer.from("packed")],
])("a body packed as %s is unpacked", async (encoding, data) => {
  web.replies.set("/packed", (_request, response) => {
    response.writeHead(200, encoding === undefined ? {} : { "Content-Encoding": encoding }).end(data);
  });
  expect(await get("/packed")).toMatchObject({ ok: true, body: "packed" });
});

test.each([
  ["gzip", gzipSync(Buffer.alloc(100_000)), "unpacked, the answer is larger than 1000 bytes"],
  ["gzip", gzipSync("packed").subarray(0, 15), "the answer cannot be unpacked"],
  ["br", Buffer.from("packed"), "the answer cannot be unpacked"],
  ["zstd", Buffer.from("packed"), "packed as zstd, which the phone cannot unpack"],
])("a body packed as %s that cannot be had is refused with the reason", async (encoding, data, reason) => {
  web.replies.set("/packed", (_request, response) => {
    response.writeHead(200, { "Content-Encoding": encoding }).end(data);
  });
  expect(await get("/packed")).toEqual({ ok: false, reason });
});
