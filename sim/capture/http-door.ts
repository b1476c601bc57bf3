import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { DeskfleetError } from "../model/errors.js";
import { listenProblem } from "../model/listen-problem.js";

/** An HTTP server that is up. */
export interface HttpDoor {
  readonly port: number;
  /** Cuts what is open; resolves when the port is free. */
  close(): Promise<void>;
}

/**
 * @param port 0 = any free one
 * @throws DeskfleetError DF_CAPTURE_LISTEN
 */
export function openHttpDoor(handler: RequestListener, host: string, port: number): Promise<HttpDoor> {
  const server = createServer(handler);
  return new Promise((resolve, reject) => {
    // Kept for the life of the server: a later error without a listener would end the process.
    server.on("error", (cause) => {
      const message = `cannot listen on tcp ${host}:${port}: ${listenProblem(cause)}`;
      reject(new DeskfleetError("DF_CAPTURE_LISTEN", message, { cause }));
    });
    server.listen({ host, port }, () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      }),
    );
  });
}
