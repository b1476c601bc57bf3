import type { IncomingRequest } from "../drachtio/sip-app.js";

/** `host:port` of the PBX as the caller reached it. */
export function pbxAddressOf({ receivedOn }: Pick<IncomingRequest, "receivedOn">): string {
  return receivedOn ?? "localhost";
}

/** The numeric address in it. */
export function hostOf(address: string): string {
  const host = address.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
  return host === "localhost" ? "127.0.0.1" : host;
}
