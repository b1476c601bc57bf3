import type { Random } from "../../model/random.js";
import { escapeUser } from "../../sip/message/user-part.js";
import { isStream, type SocketAddress } from "../../sip/transport/transport.js";
import type { DigestSessions } from "../digest/digest-sessions.js";
import type { HandsetTransport } from "../handset-transport.js";
import type { SipIdentity, SipOptions } from "../ports.js";
import { headerPattern, headerValue, headText } from "../wire/header-scan.js";
import { utf8Of } from "./latin1-text.js";
import { OpenRegister } from "./open-register.js";
import type { OwnContact } from "./own-contact.js";
import { type BootIds, type RegisterDetails, RegisterTemplate } from "./register-template.js";

/** A final answer to the open REGISTER. */
export interface RegisterAnswer {
  readonly status: number;
  readonly reason: string;
  /** Start line and headers, see `headText`. */
  readonly head: string;
}

const cseqHeader = headerPattern("CSeq");

/** Sends REGISTER requests one at a time, repeats them, and knows their answers from strangers. */
export class RegisterClient {
  readonly #options: SipOptions;
  readonly #transport: HandsetTransport;
  readonly #random: Random;
  readonly #onTimeout: () => void;
  #identity: SipIdentity | undefined;
  #template: RegisterTemplate | undefined;
  #registrar: SocketAddress | undefined;
  #ids: BootIds;
  #cseq = 0;
  #open: OpenRegister | undefined;

  /** @param onTimeout no answer came to the open REGISTER; it is closed */
  constructor(options: SipOptions, transport: HandsetTransport, random: Random, onTimeout: () => void) {
    this.#options = options;
    this.#transport = transport;
    this.#random = random;
    this.#onTimeout = onTimeout;
    this.#ids = newIds(random, options.bindHost);
  }

  /** Whether an answer is waited for. */
  get isOpen(): boolean {
    return this.#open !== undefined;
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
    this.#open?.close();
    this.#open = undefined;
  }

  /**
   * Sends a new REGISTER.
   *
   * @param ask its expiry in seconds: 0 takes the own contact away, or every contact
   * @returns false where the transport is not open
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
    const { timers, shared } = this.#options;
    this.forget();
    this.#open = new OpenRegister(template.branch(cseq), {
      wheel: shared.wheel,
      settings: { timers, reliable: isStream(template.protocol) },
      onCopy: () => {
        shared.counters.retransmits++;
        this.#transport.send(data, registrar, true);
      },
      onTimeout: () => {
        this.#open = undefined;
        this.#onTimeout();
      },
    });
    shared.counters.sent++;
    this.#transport.send(data, registrar);
    return true;
  }

  /** @returns the final answer to the open REGISTER, which is closed by it; undefined for what answers none of ours */
  receive(data: Buffer): RegisterAnswer | "provisional" | undefined {
    const head = headText(data);
    const status = Number(head.slice(8, 11));
    const open = this.#open;
    if (open === undefined || !(status >= 100 && status < 700) || !answers(head, open.branch)) {
      return undefined;
    }
    if (status < 200) {
      open.proceeding();
      return "provisional";
    }
    this.forget();
    const lineEnd = head.indexOf("\r");
    const reason = utf8Of(head.slice(12, lineEnd === -1 ? head.length : lineEnd));
    return { status, reason, head };
  }

  #templateFor(registrar: SocketAddress): RegisterTemplate | undefined {
    const { local, protocol, token } = this.#transport;
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
