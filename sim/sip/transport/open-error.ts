import { DeskfleetError } from "../../model/errors.js";
import { listenProblem } from "../../model/listen-problem.js";
import type { SipProtocol, SocketAddress } from "./transport.js";

/** DF_SIP_BIND with the address and the cause of the system. */
export function bindError(protocol: SipProtocol, bind: SocketAddress, cause: Error): DeskfleetError {
  return new DeskfleetError(
    "DF_SIP_BIND",
    `cannot listen on ${protocol} ${bind.host}:${bind.port}: ${listenProblem(cause)}`,
    { cause },
  );
}

/** Whether the local port of a connection belongs to somebody else. */
export function isPortTaken(error: NodeJS.ErrnoException): boolean {
  return error.code === "EADDRINUSE" || error.code === "EADDRNOTAVAIL";
}

/** What a listener throws becomes an Error for `onError`. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
