import type { SecurityEventView } from "../../model/control/control-api.js";
import { header, type SipRequest } from "../../sip/message/message.js";
import { LastKept } from "../last-kept.js";
import type { PacketSource } from "./registrar-rules.js";
import type { Seams } from "./seams.js";

/** What Asterisk's security log says of a request that was authenticated, or was not. */
export type SecurityTelling = Pick<SecurityEventView, "event" | "account" | "acl">;

/** Asterisk names no account that it does not have (PBX-53). */
export const unknownAccount = "<unknown>";

/** PBX-50. */
export const maxContactsAcl = "registrar_attempt_exceeds_maximum_configured_contacts";

/** As it is kept: every REGISTER makes two, and hardly one is ever read. */
interface LoggedEvent extends Pick<SecurityEventView, "atMs" | "method" | "callId"> {
  readonly source: PacketSource;
  readonly telling: SecurityTelling;
}

/**
 * What intrusion detection reads of a real Asterisk. On the wire an unknown extension and a wrong password are the same,
 * and a refresh changes no contact: here they can be told apart (PBX-53, PBX-57).
 */
export class SecurityLog {
  readonly #seams: Seams["contacts"];
  readonly #wall: () => number;
  readonly #events = new LastKept<LoggedEvent>();

  /** @param wall time of day, in ms since 1970 */
  constructor(wall: () => number, seams: Seams["contacts"]) {
    this.#wall = wall;
    this.#seams = seams;
  }

  /** The last 1,000, in order. */
  get events(): readonly SecurityEventView[] {
    return this.#events.all.map(viewOf);
  }

  tell(request: SipRequest, source: PacketSource, telling: SecurityTelling): void {
    if (!this.#seams.logs(telling.event)) return;
    this.#events.add({
      ...{ atMs: this.#wall(), method: request.method, callId: header(request, "Call-ID") ?? "" },
      ...{ source, telling },
    });
  }

  forget(): void {
    this.#events.forget();
  }
}

function viewOf({ source, telling, ...event }: LoggedEvent): SecurityEventView {
  const { host, port, protocol } = source;
  return { ...event, remoteAddress: `IPV4/${protocol.toUpperCase()}/${host}/${port}`, ...telling };
}
