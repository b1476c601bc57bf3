import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a path answers: a body (200), a status, or whatever the handler does. */
type Reply = string | number | ((request: IncomingMessage, response: ServerResponse) => void);

/** A peer for phones: configuration and app server whose answers a test sets by path. */
export interface WebServer {
  readonly url: string;
  readonly replies: Map<string, Reply>;
  readonly requests: { readonly url: string; readonly userAgent: string; readonly from: string }[];
  stop(): Promise<void>;
}

export async function startWebServer(): Promise<WebServer> {
  const replies: WebServer["replies"] = new Map();
  const requests: WebServer["requests"] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? "";
    requests.push({
      url,
      userAgent: request.headers["user-agent"] ?? "",
      from: request.socket.remoteAddress ?? "",
    });
    const reply = replies.get(url) ?? replies.get(url.split("?", 1)[0] ?? "") ?? 404;
    if (typeof reply === "function") reply(request, response);
    else if (typeof reply === "number") response.writeHead(reply).end();
    else response.writeHead(200, { "Content-Type": "text/xml" }).end(reply);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    replies,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
