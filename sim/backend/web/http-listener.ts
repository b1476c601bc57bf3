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
 * @throws DeskfleetError DF_BACKEND_START
 */
export function listenHttp(handler: RequestListener, host: string, port: number): Promise<HttpListener> {
  const server = createServer(handler);
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
