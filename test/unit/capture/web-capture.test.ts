import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exchangeBytes, loopback, testCapture, webServer } from "./test-capture.js";

const png = Buffer.from("89504e470d0a1a0a00ff", "hex");

test("what a phone asks goes on, what it is answered comes back with the addresses of the capture", async () => {
  const port: number = await webServer((request, response) => {
    const own = `${loopback}:${port}`;
    expect(request.headers.host).toBe(own);
    response.setHeader("Content-Type", "text/xml");
    response.setHeader("Location", `http://${own}/next?pin=2580`);
    response.setHeader("Content-Encoding", "gzip");
    response.statusCode = 203;
    response.end(gzipSync(`<a><P34>s3cret</P34><P47>${loopback}:5999</P47><u>http://${own}/é</u></a>`));
  });
  const { capture, events } = await testCapture(port, 5999);
  const { web, sip } = capture.own;
  const answer = await fetch(`http://${loopback}:${web.port}/cfg001fc1000001.xml?x=1&pin=2580`, {
    redirect: "manual",
    headers: { "User-Agent": "Phone 00:1f:c1:00:00:01", Authorization: "Basic c2VjcmV0" },
  });
  expect(answer.status).toBe(203);
  expect(answer.headers.get("location")).toBe(`http://${loopback}:${web.port}/next?pin=2580`);
  expect(answer.headers.get("content-encoding")).toBeNull();
  expect(await answer.text()).toBe(
    `<a><P34>s3cret</P34><P47>${loopback}:${sip.port}</P47><u>http://${loopback}:${web.port}/é</u></a>`,
  );
  expect(events).toMatchObject([
    {
      type: "http",
      direction: "request",
      exchange: 1,
      phone: "001fc1000001",
      url: `http://${loopback}:${port}/cfg001fc1000001.xml?x=1&pin=•••`,
      headers: { authorization: "Basic •••" },
    },
    {
      direction: "response",
      exchange: 1,
      status: 203,
      headers: { location: `http://${loopback}:${port}/next?pin=•••` },
      body: `<a><P34>•••</P34><P47>${loopback}:5999</P47><u>http://${loopback}:${port}/é</u></a>`,
    },
  ]);
});

test("a secret field is hidden by what its form said, and what was typed there wherever else it stands", async () => {
  const port = await webServer((request, response) => {
    response.setHeader("Content-Type", "text/xml");
    if (request.method === "POST") response.end("<Text>Wrong: 77315501, twice 77-31-55-01</Text>");
    else response.end('<InputField password="yes"><Parameter>code</Parameter></InputField>');
  });
  const { capture, events } = await testCapture(port, 5999);
  const url = `http://${loopback}:${capture.own.web.port}/login`;
  await (await fetch(url)).text();
  const body = new URLSearchParams({ user: "1001", code: "77315501" });
  expect(await (await fetch(url, { method: "POST", body })).text()).toContain("77315501");
  expect(JSON.stringify(events)).not.toMatch(/77-?31-?55-?01/);
  expect(events.at(-2)).toMatchObject({ body: "user=1001&code=•••" });
});

test("pictures are kept as they are, other bytes that are no text are left out, Latin-1 is kept as such", async () => {
  const kinds: Readonly<Record<string, [type: string, body: Buffer]>> = {
    "/a.png": ["image/png", png],
    "/a.bin": ["application/octet-stream", Buffer.from("\0P34=s3cret")],
    "/a.xml": ["text/xml", Buffer.from("<a>é</a>", "latin1")],
  };
  const port = await webServer((request, response) => {
    const [type, body] = kinds[request.url ?? ""] ?? ["text/plain", Buffer.alloc(0)];
    response.setHeader("Content-Type", type);
    response.end(body);
  });
  const { capture, events } = await testCapture(port, 5999);
  for (const [path, [type, body]] of Object.entries(kinds)) {
    const answer = await fetch(`http://${loopback}:${capture.own.web.port}${path}`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(body);
    expect(answer.headers.get("content-type")).toBe(type);
  }
  const answers = events.filter((event) => event.type === "http" && event.direction === "response");
  expect(answers).toMatchObject([
    { encoding: "base64", body: png.toString("base64") },
    { encoding: "left-out" },
    { encoding: "latin1", body: "<a>é</a>" },
  ]);
  expect(JSON.stringify(events)).not.toContain("s3cret");
});

test("a PBX that is down: the phone gets 502, and the recording says why", async () => {
  const { capture, events } = await testCapture(1, 5999);
  const answer = await fetch(`http://${loopback}:${capture.own.web.port}/cfg.xml`);
  expect(answer.status).toBe(502);
  expect(await answer.text()).toContain("connection refused");
  expect(events.at(-1)).toMatchObject({ direction: "response", error: "connection refused" });
});

test("an answer that breaks off is one that failed", async () => {
  const port = await webServer((_request, response) => {
    response.writeHead(200, { "Content-Length": "100" });
    response.write("half", () => response.destroy());
  });
  const { capture, events } = await testCapture(port, 5999);
  expect((await fetch(`http://${loopback}:${capture.own.web.port}/cfg.xml`)).status).toBe(502);
  expect(events.at(-1)).toMatchObject({ direction: "response", error: expect.stringContaining("cut") });
});

const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9!#$%&'*+.^_`|~-]{0,20}$/);
const path = fc
  .string({ unit: "binary-ascii", maxLength: 60 })
  .map((text) => text.replaceAll(/[^!-~]/g, "%"));
const value = fc
  .string({ unit: "binary-ascii", maxLength: 60 })
  .map((text) => text.replaceAll(/[^ -~]/g, "~"));

test("odd HTTP: whatever comes is answered, all of it is recorded in pairs, and a PIN never", async () => {
  const pin = "s3cretPIN99";
  const port = await webServer((request, response) => {
    request.resume();
    request.on("end", () => response.end("ok"));
  });
  const { capture, events } = await testCapture(port, 5999);
  const methods = fc.constantFrom("GET", "POST", "PUT", "OPTIONS", "DELETE", "PROPFIND");
  const headers = fc.array(fc.tuple(token, value), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      methods,
      path,
      headers,
      fc.string({ maxLength: 80 }),
      async (method, rest, more, body) => {
        const sent = `${body}`;
        const lines = more.filter(
          ([name]) =>
            !/^(host|content-length|transfer-encoding|connection|expect|upgrade|te|trailer)$/i.test(name),
        );
        const head = [
          `${method} /${rest}?pin=${pin} HTTP/1.1`,
          ...["Host: x", "Connection: close", `Content-Length: ${Buffer.byteLength(sent)}`],
          ...lines.map(([name, text]) => `${name}: ${text}`),
        ];
        const answer = await exchangeBytes(capture.own.web.port, `${head.join("\r\n")}\r\n\r\n${sent}`);
        expect(answer.toString("latin1")).toMatch(/^HTTP\/1\.1 \d{3} /);
      },
    ),
    { numRuns: 150 },
  );
  const http = events.filter((event) => event.type === "http");
  const numbers = (direction: string) =>
    http.filter((each) => each.direction === direction).map((each) => each.exchange);
  expect(numbers("request").length).toBeGreaterThan(50);
  expect(numbers("response").sort()).toEqual(numbers("request").sort());
  expect(JSON.stringify(events)).not.toContain(pin);
});

test.each([
  ["no HTTP at all", Buffer.from("\x16\x03\x01\x02\x00\x01")],
  ["a request without a version", Buffer.from("GET /\r\n\r\n")],
  [
    "a proxy's form of the path",
    Buffer.from("GET http://other/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
  ],
  [
    "two lengths",
    Buffer.from("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
  ],
  [
    "an encoding nobody knows",
    Buffer.from(
      "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Encoding: odd\r\nContent-Length: 1\r\n\r\na",
    ),
  ],
])("%s does no harm", async (_what, bytes) => {
  const port = await webServer((_request, response) => response.end("ok"));
  const { capture } = await testCapture(port, 5999);
  await exchangeBytes(capture.own.web.port, bytes);
  expect((await fetch(`http://${loopback}:${capture.own.web.port}/after`)).status).toBe(200);
});

test("a form that was packed is handed on as it is, and its PIN is not recorded", async () => {
  const received: Buffer[] = [];
  const port = await webServer((request, response) => {
    request.on("data", (chunk: Buffer) => received.push(chunk));
    request.on("end", () => response.end("ok"));
  });
  const { capture, events } = await testCapture(port, 5999);
  const body = gzipSync("user=1001&pin=77315501");
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "Content-Encoding": "gzip" };
  await fetch(`http://${loopback}:${capture.own.web.port}/login`, { method: "POST", headers, body });
  expect(Buffer.concat(received)).toEqual(body);
  expect(events[0]).toMatchObject({ body: "user=1001&pin=•••" });
});
