import type { SipHeader, SipRequest, SipResponse } from "../../sip/message/message.js";
import { header } from "../../sip/message/message.js";
import { tagOf } from "../../sip/message/name-addr.js";
import type { SocketAddress } from "../../sip/transport/transport.js";
import type { DigestSessions } from "../digest/digest-sessions.js";
import { contactTarget, type Dialog, recordedRoutes } from "./dialog.js";
import { plainId, remoteTagOf } from "./plain-form.js";

/** All that the wire knows of one Call-ID and sip.js does not. */
export class WireCall {
  /** Where the other side is. Never what a Contact says: a phone talks to its PBX alone. */
  readonly peer: SocketAddress;
  readonly callId: string;
  /** The Call-ID that sip.js knows. */
  readonly plainCallId: string;
  /** Request-URI of our INVITE. */
  readonly target: string | undefined;
  readonly sessions: DigestSessions;
  /** A PIDF-LO that goes out with our INVITE. */
  readonly location: string | undefined;
  /** Counts the requests of ours that are no second try. */
  attempts = 0;
  /** The credentials of our last INVITE, which its ACK repeats (RFC 3261 §13.2.2.4). */
  inviteCredentials: readonly SipHeader[] = [];
  /** It was given up before its INVITE was answered. */
  givenUp = false;
  readonly #localTags = new Set<string>();
  readonly #dialogs = new Map<string, Dialog>();

  constructor(parts: Pick<WireCall, "peer" | "callId" | "plainCallId" | "target" | "sessions" | "location">) {
    this.peer = parts.peer;
    this.callId = parts.callId;
    this.plainCallId = parts.plainCallId;
    this.target = parts.target;
    this.sessions = parts.sessions;
    this.location = parts.location;
  }

  /** The tag is one of sip.js, which may hear of it. */
  addLocalTag(tag: string): void {
    this.#localTags.add(tag);
  }

  /** A To tag of the other side's request as sip.js shall see it: one that is not ours names no dialog. */
  plainLocalTag(tag: string | undefined): string | undefined {
    return tag === undefined || this.#localTags.has(tag) ? tag : plainId(tag);
  }

  /** By the tags as sip.js knows them. */
  dialog(localTag: string, remotePlainTag: string): Dialog | undefined {
    return this.#dialogs.get(dialogKey(localTag, remotePlainTag));
  }

  /**
   * A 101–299 to our INVITE makes a dialog; a 2xx names its route set anew, unless it is to a re-INVITE, which moves
   * the target alone (RFC 3261 §12.1.2, §12.2.1.2, §13.2.2.4).
   */
  calleeAnswered(invite: SipRequest, response: SipResponse): void {
    const local = header(invite, "From") ?? "";
    const remote = header(response, "To") ?? "";
    const key = dialogKey(tagOf(local) ?? "", plainId(remoteTagOf(remote)));
    const known = this.#dialogs.get(key);
    if (known !== undefined && tagOf(header(invite, "To") ?? "") !== undefined) {
      this.#dialogs.set(key, { ...known, target: contactTarget(response) ?? known.target });
      return;
    }
    const target = contactTarget(response) ?? known?.target ?? invite.uri;
    const routeSet = recordedRoutes(response).reverse();
    this.#dialogs.set(key, { local, remote: untrailed(remote), target, routeSet });
  }

  /** Our 101–299 to their INVITE, likewise (RFC 3261 §12.1.1). */
  callerAnswered(invite: SipRequest, response: SipResponse): void {
    const local = header(response, "To") ?? "";
    const remote = header(invite, "From") ?? "";
    const key = dialogKey(tagOf(local) ?? "", plainId(remoteTagOf(remote)));
    const known = this.#dialogs.get(key);
    const target = contactTarget(invite) ?? known?.target ?? "";
    const routeSet = known?.routeSet ?? recordedRoutes(invite);
    this.#dialogs.set(key, { local: untrailed(local), remote: untrailed(remote), target, routeSet });
  }
}

function dialogKey(localTag: string, remotePlainTag: string): string {
  return `${localTag} ${remotePlainTag}`;
}

/** As it came, but for a semicolon at the end. */
function untrailed(value: string): string {
  return value.replace(/[; \t]+$/, "");
}
