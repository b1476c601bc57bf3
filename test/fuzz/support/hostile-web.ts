import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { onTestFinished } from "vitest";
import { serverName } from "./fuzzed-desk.js";

/** How a hostile server answers one request. */
export type Reply =
  | {
      readonly manner: "page";
      readonly status: number;
      readonly type: string | undefined;
      readonly body: Buffer;
    }
  /** Less than it announced. */
  | { readonly manner: "cut"; readonly body: Buffer }
  /** Bytes that need not be HTTP. */
  | { readonly manner: "raw"; readonly body: Buffer }
  | { readonly manner: "redirect"; readonly location: string }
  | { readonly manner: "endless" | "silent" | "drip" | "gone" };

export interface HostileWeb {
  /** By the name that desks resolve. */
  readonly url: string;
  /** What a path answers; others answer as `otherwise`. */
  readonly replies: Map<string, Reply>;
  otherwise: Reply;
}

/** An honest page. */
export function page(body: string): Reply {
  return { manner: "page", status: 200, type: "text/xml", body: Buffer.from(body) };
}

export async function startHostileWeb(): Promise<HostileWeb> {
  const web: { url: string; replies: Map<string, Reply>; otherwise: Reply } = {
    url: "",
    replies: new Map(),
    otherwise: { manner: "page", status: 404, type: "text/plain", body: Buffer.from("no") },
  };
  const server = createServer((request, response) => {
    response.on("error", () => {});
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    answer(web.replies.get(path) ?? web.otherwise, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  web.url = `http://${serverName}:${(server.address() as AddressInfo).port}`;
  return web;
}

function answer(reply: Reply, response: ServerResponse): void {
  switch (reply.manner) {
    case "page":
      response.writeHead(reply.status, reply.type === undefined ? {} : { "Content-Type": reply.type });
      response.end(reply.body);
      return;
    case "cut":
      response.writeHead(200, { "Content-Type": "text/xml", "Content-Length": reply.body.length + 10 });
      response.write(reply.body);
      response.socket?.end();
      return;
    case "raw":
      response.socket?.end(reply.body);
      return;
    case "redirect":
      response.writeHead(302, { Location: reply.location }).end();
      return;
    case "endless":
      response.writeHead(200, { "Content-Type": "text/xml" });
      pour(response);
      return;
    case "drip": {
      response.writeHead(200, { "Content-Type": "text/xml" });
      const drip = setInterval(() => response.write("<"), 20);
      response.on("close", () => clearInterval(drip));
      return;
    }
    case "gone":
      response.destroy();
      return;
    case "silent":
  }
}

function pour(response: ServerResponse): void {
  while (!response.destroyed && response.write("<a>".repeat(5000)));
  if (!response.destroyed) response.once("drain", () => pour(response));
}

/** @param body of pages; most answers are honest pages, so that the document counts */
export function anyReply(body: fc.Arbitrary<Buffer>): fc.Arbitrary<Reply> {
  return fc.oneof(
    {
      weight: 12,
      arbitrary: body.map((bytes): Reply => ({ manner: "page", status: 200, type: "text/xml", body: bytes })),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        manner: fc.constant("page" as const),
        status: fc.constantFrom(200, 204, 206, 301, 304, 400, 404, 500, 503, 599),
        type: fc.constantFrom(undefined, "text/html", "application/xml; charset=utf-16", "x", "text/xml;;;"),
        body,
      }),
    },
    { weight: 1, arbitrary: fc.record({ manner: fc.constantFrom("cut" as const, "raw" as const), body }) },
    { weight: 1, arbitrary: fc.record({ manner: fc.constant("raw" as const), body: rawHttp }) },
    {
      weight: 1,
      arbitrary: fc.record({
        manner: fc.constant("redirect" as const),
        location: fc.constantFrom("/app", "/other", "//", "http://", "ftp://x/", "?a=1", "", "tel:911"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        manner: fc.constantFrom("endless" as const, "silent" as const, "drip" as const, "gone" as const),
      }),
    },
  );
}

const rawHttp = fc
  .array(
    fc.constantFrom(
      "HTTP/1.1 200 OK\r\n",
      "HTTP/1.1 101 Over\r\nUpgrade: x\r\nConnection: upgrade\r\n",
      "HTTP/1.1 100 Continue\r\n\r\n",
      "HTTP/9.9 999 \r\n",
      "Content-Length: 5\r\n",
      "Content-Length: -1\r\n",
      "Content-Length: 99999999999999999999\r\n",
      "Transfer-Encoding: chunked\r\n",
      "Content-Type: text/xml\r\n",
      "\r\n",
      "ffffffff\r\n<a/>\r\n",
      "5\r\n<a/>\n\r\n0\r\n\r\n",
      "\0",
      "x".repeat(20_000),
    ),
    { maxLength: 8 },
  )
  .map((lines) => Buffer.from(lines.join("")));
