import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { DeskfleetError } from "../../model/errors.js";
import { listenProblem } from "../../model/listen-problem.js";

/** An HTTP server that is up. */
export interface HttpListener {
  readonly port: number;
  /**
   * Resolves when the port is free. No further request is taken; those that are running have so long to end, then
   * their connections are cut. @param graceMs default: none
   */
  close(graceMs?: number): Promise<void>;
}

/** What an HTTPS server shows, and its private key: both PEM. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
}

/**
 * @param port 0 = any free one
 * @param idleMs idle connections are closed after so long; 0 = never
 * @param certificate with one it speaks HTTPS (HD-35, HD-36)
 * @throws DeskfleetError DF_BACKEND_START
 */
export function listenHttp(
  handler: RequestListener,
  host: string,
  port: number,
  idleMs: number,
  certificate?: ServerCertificate,
): Promise<HttpListener> {
  const server = certificate
    ? createSecureServer({ ...certificate, keepAliveTimeout: idleMs }, handler)
    : createServer({ keepAliveTimeout: idleMs }, handler);
  return new Promise((resolve, reject) => {
    // Kept for the life of the server: a later error without a listener would end the process.
    server.on("error", (cause) => {
      reject(
        new DeskfleetError(
          "DF_BACKEND_START",
          `cannot listen on tcp ${host}:${port}: ${listenProblem(cause)}`,
          {
            cause,
          },
        ),
      );
    });
    server.listen({ host, port }, () => {
      let closing: Promise<void> | undefined;
      resolve({
        port: (server.address() as AddressInfo).port,
        close: (graceMs = 0) => {
          closing ??= closeServer(server, graceMs);
          return closing;
        },
      });
    });
  });
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    if (graceMs === 0) server.closeAllConnections();
  });
}
