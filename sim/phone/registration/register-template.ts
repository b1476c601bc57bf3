import type { SipProtocol, SocketAddress } from "../../sip/transport/transport.js";
import { contactValue, hostPort, namedAddress, sipUri, uriHost } from "../own-address.js";
import type { SipIdentity } from "../ports.js";
import { registrationBranch } from "../wire/message-class.js";

/** What a boot of the phone keeps constant (RFC 3261 §10.2: one Call-ID for all registrations). */
export interface BootIds {
  readonly callId: string;
  readonly fromTag: string;
  /** Makes the branches of this boot differ from those of the one before, whose CSeq started at the same number. */
  readonly salt: string;
}

/** What differs from one REGISTER to the next. */
export interface RegisterDetails {
  readonly cseq: number;
  readonly expiresSeconds: number;
  /** `Contact: *`, with zero seconds only: every contact of the address of record goes (RFC 3261 §10.2.2). */
  readonly everyContact: boolean;
  /** Whole header lines with their line ends, or "". */
  readonly credentials: string;
}

/** The text of every REGISTER of one identity at one registrar, but for what differs from one to the next. */
export class RegisterTemplate {
  /** The Request-URI, and the `uri` of the credentials. */
  readonly uri: string;
  /** The URI in our Contact, up to the port: what a 200 is searched for. */
  readonly contactUri: string;
  readonly local: SocketAddress;
  readonly protocol: SipProtocol;
  readonly #branch: string;
  readonly #salt: string;
  readonly #beforeBranch: string;
  readonly #beforeCseq: string;
  readonly #contact: string;
  readonly #afterContact: string;

  constructor(
    identity: SipIdentity,
    registrar: SocketAddress,
    transport: { readonly local: SocketAddress; readonly protocol: SipProtocol; readonly token: string },
    ids: BootIds,
  ) {
    const near = hostPort(transport.local);
    const address = sipUri(identity.extension, uriHost(identity.server.host));
    this.local = transport.local;
    this.protocol = transport.protocol;
    this.uri = `sip:${hostPort(registrar)}`;
    this.contactUri = sipUri(identity.extension, near);
    this.#branch = `${registrationBranch}${transport.token}.`;
    this.#salt = ids.salt;
    this.#beforeBranch = `REGISTER ${this.uri} SIP/2.0\r\nVia: SIP/2.0/${transport.protocol.toUpperCase()} ${near};rport;branch=`;
    this.#beforeCseq =
      `\r\nMax-Forwards: 70\r\nFrom: ${namedAddress(identity.displayName, address)};tag=${ids.fromTag}` +
      `\r\nTo: <${address}>\r\nCall-ID: ${ids.callId}\r\nCSeq: `;
    this.#contact = contactValue(
      { extension: identity.extension, protocol: transport.protocol },
      transport.local,
    );
    this.#afterContact = `\r\nUser-Agent: ${identity.userAgent}\r\nExpires: `;
  }

  /** The branch of the request with that CSeq: unlike any other, and the same for its retransmissions. */
  branch(cseq: number): string {
    return `${this.#branch}${cseq}.${this.#salt}`;
  }

  /** The wire form, in the header order of the phones. Zero seconds take the own contact away, or every one. */
  request({ cseq, expiresSeconds, everyContact, credentials }: RegisterDetails): string {
    const gone = expiresSeconds === 0 ? ";expires=0" : "";
    const contact = everyContact ? "*" : `${this.#contact}${gone}`;
    return (
      `${this.#beforeBranch}${this.branch(cseq)}${this.#beforeCseq}${cseq} REGISTER\r\nContact: ${contact}` +
      `${this.#afterContact}${expiresSeconds}\r\n${credentials}Content-Length: 0\r\n\r\n`
    );
  }
}
