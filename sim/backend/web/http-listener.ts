import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { DeskfleetError } from "../../model/errors.js";

/** An HTTP server that is up. */
export interface HttpListener {
  readonly port: number;
  /** Resolves when the port is free; open connections are cut. */
  close(): Promise<void>;
}

/**
 * @param port 0 = any free one
 * @param idleMs idle connections are closed after so long; 0 = never
 * @throws DeskfleetError DF_BACKEND_START
 */
export function listenHttp(
  handler: RequestListener,
  host: string,
  port: number,
  idleMs: number,
): Promise<HttpListener> {
  const server = createServer({ keepAliveTimeout: idleMs }, handler);
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      reject(
        new DeskfleetError("DF_BACKEND_START", `cannot listen on ${host}:${port}: ${cause.message}`, {
          cause,
        }),
      );
    });
    server.listen({ host, port }, () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
