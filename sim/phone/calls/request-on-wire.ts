import type { SipHeader, SipRequest } from "../../sip/message/message.js";
import type { Address } from "./dialog.js";

/** What stands in a request on the wire in the place of the plain names that sip.js knows. */
export interface RealParties extends Address {
  readonly via: string;
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  readonly contact: string;
}

/** Written by us, or not at all. */
const left = new Set(["route", "record-route", "authorization", "proxy-authorization", "content-length"]);

/** A request of sip.js with the real parties, its other headers as they are and in their order. */
export function requestOnWire(plain: SipRequest, real: RealParties): SipRequest {
  const values: ReadonlyMap<string, string> = new Map([
    ["via", real.via],
    ["from", real.from],
    ["to", real.to],
    ["call-id", real.callId],
    ["contact", real.contact],
  ]);
  const headers = plain.headers
    .filter(({ name }) => !left.has(name.toLowerCase()))
    .map(({ name, value }) => ({ name, value: values.get(name.toLowerCase()) ?? value }));
  const routes = real.routes.map((value): SipHeader => ({ name: "Route", value }));
  return { ...plain, uri: real.uri, headers: [...routes, ...headers] };
}
