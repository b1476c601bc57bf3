import { header, type SipResponse } from "../../../../sim/sip/message/message.js";
import type { Rig } from "./rig.js";
import { requestText, type ScriptedPeer } from "./scripted-peer.js";

export interface Said {
  readonly callId: string;
  /** What follows the cookie; the same for an INVITE and its CANCEL. */
  readonly branch: string;
  readonly uri?: string;
  readonly to?: string;
  readonly from?: string;
  readonly cseq?: number;
  /** Without the Contact; `undefined` stands for the peer's own. */
  readonly contact?: string | null;
  readonly headers?: readonly string[];
  readonly body?: string;
  /** Written where there is a body; null leaves it out. */
  readonly contentType?: string | null;
}

/** Somebody who calls the handset, one request at a time. */
export class Caller {
  readonly #peer: ScriptedPeer;
  readonly #rig: Rig;

  constructor(peer: ScriptedPeer, rig: Rig) {
    this.#peer = peer;
    this.#rig = rig;
  }

  get target(): string {
    return `sip:1001@127.0.0.1:${this.#rig.address.port}`;
  }

  say(method: string, said: Said): void {
    this.#peer.send(this.text(method, said), this.#rig.address);
  }

  text(method: string, said: Said): string {
    const { callId, branch, uri = this.target, cseq = 1, headers = [], body } = said;
    const { port } = this.#peer.address;
    const {
      to = `<${uri}>`,
      contact = `<sip:1002@127.0.0.1:${port}>`,
      contentType = "application/sdp",
    } = said;
    return requestText({
      method,
      uri,
      via: `127.0.0.1:${port};branch=z9hG4bK${branch};rport`,
      callId,
      cseq,
      to,
      ...(said.from === undefined ? {} : { from: said.from }),
      headers: [
        ...(contact === null ? [] : [`Contact: ${contact}`]),
        ...headers,
        ...(body === undefined || contentType === null ? [] : [`Content-Type: ${contentType}`]),
      ],
      ...(body === undefined ? {} : { body }),
    });
  }

  /** A call that is answered and acknowledged. @returns the To of its further requests */
  async answered(callId: string, body: string): Promise<string> {
    this.say("INVITE", { callId, branch: `${callId}-invite`, body });
    await this.#rig.until(() => this.#rig.callEvents.at(-1)?.state === "ringing");
    const name = this.#rig.callEvents.at(-1)?.call ?? "";
    this.#rig.calls.answer(name);
    const to = toOf(await this.#peer.response(200, "INVITE"));
    this.say("ACK", { callId, branch: `${callId}-ack`, to });
    await this.#rig.call(name, "answered");
    return to;
  }

  /** What was sent before it has been dealt with when this returns: OPTIONS is answered at once. */
  async barrier(): Promise<void> {
    this.say("OPTIONS", { callId: `barrier-${Math.random()}`, branch: `barrier-${Math.random()}` });
    await this.#peer.response(200, "OPTIONS");
  }
}

export const toOf = (response: SipResponse) => header(response, "To") ?? "";
