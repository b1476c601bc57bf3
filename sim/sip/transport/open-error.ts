import { DeskfleetError } from "../../model/errors.js";
import type { SipProtocol, SocketAddress } from "./transport.js";

/** DF_SIP_BIND with the address and the cause of the system. */
export function bindError(protocol: SipProtocol, bind: SocketAddress, cause: Error): DeskfleetError {
  return new DeskfleetError(
    "DF_SIP_BIND",
    `cannot listen on ${protocol} ${bind.host}:${bind.port}: ${reasonOf(cause)}`,
    { cause },
  );
}

function reasonOf(cause: NodeJS.ErrnoException): string {
  if (cause.code === "EADDRINUSE") return "the port is in use";
  if (cause.code === "EADDRNOTAVAIL") return "this machine does not have that address";
  if (cause.code === "EACCES") return "no permission (ports below 1024 need it)";
  return cause.message;
}

/** Whether the local port of a connection belongs to somebody else. */
export function isPortTaken(error: NodeJS.ErrnoException): boolean {
  return error.code === "EADDRINUSE" || error.code === "EADDRNOTAVAIL";
}

/** What a listener throws becomes an Error for `onError`. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
