import type { Random } from "../../model/random.js";
import { escapeUser } from "../../sip/message/user-part.js";
import type { SocketAddress } from "../../sip/transport/transport.js";
import type { DigestSessions } from "../digest/digest-sessions.js";
import type { HandsetTransport } from "../handset-transport.js";
import type { SipIdentity, SipOptions } from "../ports.js";
import { headerPattern, headerValue, headText } from "../wire/header-scan.js";
import { utf8Of } from "./latin1-text.js";
import { OpenRegister } from "./open-register.js";
import type { OwnContact } from "./own-contact.js";
import { type BootIds, type RegisterDetails, RegisterTemplate } from "./register-template.js";
import type { RegistrationCounters } from "./registration-counters.js";

/** A final answer to the open REGISTER. */
export interface RegisterAnswer {
  readonly status: number;
  readonly reason: string;
  /** Start line and headers, see `headText`. */
  readonly head: string;
  /** From the first copy of the request, in ms. */
  readonly roundTripMs: number;
}

const cseqHeader = headerPattern("CSeq");

/** Sends REGISTER requests one at a time, repeats them, and knows their answers from strangers. */
export class RegisterClient {
  readonly #options: SipOptions;
  readonly #flow: HandsetTransport;
  readonly #counters: RegistrationCounters;
  readonly #random: Random;
  #identity: SipIdentity | undefined;
  #template: RegisterTemplate | undefined;
  #registrar: SocketAddress | undefined;
  #ids: BootIds;
  #cseq = 0;
  #open: OpenRegister | undefined;

  constructor(options: SipOptions, flow: HandsetTransport, counters: RegistrationCounters, random: Random) {
    this.#options = options;
    this.#flow = flow;
    this.#counters = counters;
    this.#random = random;
    this.#ids = newIds(random, options.bindHost);
  }

  /** The open REGISTER, if there is one. */
  get open(): OpenRegister | undefined {
    return this.#open;
  }

  /** The contact of the latest REGISTER. */
  get ownContact(): OwnContact | undefined {
    const template = this.#template;
    if (template === undefined || this.#identity === undefined) return undefined;
    return { user: escapeUser(this.#identity.extension), local: template.local, uri: template.contactUri };
  }

  configure(identity: SipIdentity | undefined): void {
    this.forget();
    this.#identity = identity;
    this.#template = undefined;
  }

  /** A boot: new Call-ID, CSeq from 1. */
  reboot(): void {
    this.configure(undefined);
    this.#ids = newIds(this.#random, this.#options.bindHost);
    this.#cseq = 0;
  }

  /** No answer is waited for any more. */
  forget(): void {
    this.#open = undefined;
  }

  /**
   * Sends a new REGISTER.
   *
   * @param ask its expiry in seconds: 0 takes the own contact away, or every contact
   * @returns false where the flow is not open
   */
  send(
    registrar: SocketAddress,
    ask: Pick<RegisterDetails, "expiresSeconds" | "everyContact">,
    sessions: DigestSessions,
  ): boolean {
    const template = this.#templateFor(registrar);
    if (template === undefined) return false;
    const cseq = ++this.#cseq;
    const headers = sessions.credentials({ method: "REGISTER", uri: template.uri, body: "" });
    const credentials = headers.map(({ name, value }) => `${name}: ${value}\r\n`).join("");
    const data = Buffer.from(template.request({ cseq, ...ask, credentials }));
    const request = { branch: template.branch(cseq), data, to: registrar };
    this.#open = new OpenRegister(
      request,
      template.protocol,
      this.#options.timers,
      this.#options.clock.now(),
    );
    this.#counters.sent++;
    this.#flow.send(data, registrar);
    return true;
  }

  /** Sends a copy if one is due. @returns "timeout" at timer F, the request is closed then */
  tick(): "waiting" | "timeout" {
    const open = this.#open;
    if (open === undefined) return "waiting";
    const now = this.#options.clock.now();
    if (now >= open.endsAtMs) {
      this.#open = undefined;
      return "timeout";
    }
    if (now >= open.dueAtMs) {
      open.copied(now);
      this.#counters.retransmits++;
      this.#flow.send(open.data, open.to, true);
    }
    return "waiting";
  }

  /** @returns the final answer to the open REGISTER, which is closed by it; undefined for what answers none of ours */
  receive(data: Buffer): RegisterAnswer | "provisional" | undefined {
    const head = headText(data);
    const status = Number(head.slice(8, 11));
    const open = this.#open;
    if (open === undefined || !(status >= 100 && status < 700) || !answers(head, open.branch)) {
      return undefined;
    }
    const now = this.#options.clock.now();
    if (status < 200) {
      open.proceeding(now);
      return "provisional";
    }
    this.#open = undefined;
    const lineEnd = head.indexOf("\r");
    const reason = utf8Of(head.slice(12, lineEnd === -1 ? head.length : lineEnd));
    return { status, reason, head, roundTripMs: now - open.sentAtMs };
  }

  #templateFor(registrar: SocketAddress): RegisterTemplate | undefined {
    const { local, protocol, token } = this.#flow;
    if (local === undefined || protocol === undefined || this.#identity === undefined) return undefined;
    const known = this.#template;
    if (known?.local === local && this.#registrar === registrar) return known;
    this.#registrar = registrar;
    this.#template = new RegisterTemplate(this.#identity, registrar, { local, protocol, token }, this.#ids);
    return this.#template;
  }
}

/** Whether the response is to a REGISTER with that branch; a branch that only begins like it is another one. */
function answers(head: string, branch: string): boolean {
  const at = head.indexOf(branch);
  if (at === -1 || /[\w.-]/.test(head.charAt(at + branch.length))) return false;
  return /^\d+[ \t]+REGISTER$/.test(headerValue(head, cseqHeader) ?? "");
}

function newIds(random: Random, host: string): BootIds {
  const hex = () => random.integer(0, 0xffff_ffff).toString(16).padStart(8, "0");
  return { callId: `${hex()}${hex()}@${host}`, fromTag: hex(), salt: hex().slice(0, 4) };
}
