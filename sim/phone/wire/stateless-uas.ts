import type { Clock } from "../../model/clock.js";
import type { Random } from "../../model/random.js";
import {
  header,
  headersOf,
  type SipHeader,
  type SipRequest,
  type SipResponse,
} from "../../sip/message/message.js";
import { responseTo } from "../../sip/message/serialize.js";
import type { SipEvents } from "../ports.js";

const dialogMethods = new Set(["INVITE", "ACK", "BYE", "CANCEL", "REFER", "MESSAGE", "INFO"]);
const allow: SipHeader = {
  name: "Allow",
  value: "INVITE, ACK, BYE, CANCEL, OPTIONS, NOTIFY, INFO",
};

/** A NOTIFY may be repeated for this long: timer F of its sender, 64·T1 at the standard T1 (RFC 3261 §17.1.2.2). */
const repeatMs = 32_000;

/**
 * Answers what needs no dialog: OPTIONS (a PBX qualifies with it), NOTIFY, and methods that the phone does not know.
 */
export class StatelessUas {
  readonly #clock: Clock;
  readonly #events: Pick<SipEvents, "checkSync">;
  /** One To tag for all: a stateless UAS gives a repeated request the same tag (RFC 3261 §8.2.7). */
  readonly #tag: string;
  /** Call-ID and CSeq of NOTIFYs that fired → when. */
  readonly #fired = new Map<string, number>();

  constructor(clock: Clock, events: Pick<SipEvents, "checkSync">, random: Random) {
    this.#clock = clock;
    this.#events = events;
    this.#tag = random.integer(0, 0xffff_ffff).toString(16);
  }

  /**
   * @returns the answer; undefined where the calls must see the request.
   * `after` is done once the answer is on its way: a resync may close the very transport.
   */
  answer(request: SipRequest): { readonly response: SipResponse; readonly after?: () => void } | undefined {
    if (dialogMethods.has(request.method)) return undefined;
    const required = headersOf(request, "Require");
    // RFC 3261 §8.2.2.3: no extension is supported. The method is looked at first.
    if (required.length > 0 && (request.method === "OPTIONS" || request.method === "NOTIFY")) {
      const unsupported = { name: "Unsupported", value: required.join(", ") };
      return { response: this.#response(request, 420, [unsupported]) };
    }
    switch (request.method) {
      case "OPTIONS":
        return {
          response: this.#response(request, 200, [allow, { name: "Accept", value: "application/sdp" }]),
        };
      case "NOTIFY":
        return { response: this.#response(request, 200), after: () => this.#notified(request) };
      default:
        return { response: this.#response(request, 405, [allow]) };
    }
  }

  /** The answer to a request that does not parse, from the part that does. */
  refuse(request: SipRequest, status: number): SipResponse {
    return this.#response(request, status);
  }

  #response(request: SipRequest, status: number, headers: SipHeader[] = []): SipResponse {
    return responseTo(request, status, undefined, { toTag: this.#tag, headers });
  }

  /** `check-sync` fetches the files, `check-sync;reboot=true` reboots (phones.md §8). */
  #notified(request: SipRequest): void {
    const [name, ...parameters] = (header(request, "Event") ?? "").toLowerCase().split(/\s*;\s*/);
    if (name?.trim() !== "check-sync" || this.#seen(request)) return;
    this.#events.checkSync(parameters.some((each) => /^reboot\s*=\s*"?true"?$/.test(each.trim())));
  }

  /** Whether this NOTIFY is a retransmission: its 200 was lost, it must not fire twice. */
  #seen(request: SipRequest): boolean {
    const now = this.#clock.now();
    for (const [key, at] of this.#fired) if (now - at > repeatMs) this.#fired.delete(key);
    const key = `${header(request, "Call-ID")} ${header(request, "CSeq")}`;
    const repeated = this.#fired.has(key);
    if (!repeated) this.#fired.set(key, now);
    return repeated;
  }
}
