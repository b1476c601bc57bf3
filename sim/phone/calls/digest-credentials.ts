import type { LoggerFactory } from "sip.js/lib/core/log/logger-factory.js";
import { DigestAuthentication } from "sip.js/lib/core/messages/digest-authentication.js";
import type { OutgoingRequestMessage } from "sip.js/lib/core/messages/outgoing-request-message.js";
import type { Random } from "../../model/random.js";
import { formatCredentials } from "../../sip/digest/credentials.js";
import { parseAlgorithm } from "../../sip/digest/hash.js";
import { digestResponse } from "../../sip/digest/response.js";
import type { SipIdentity } from "../ports.js";

/** A challenge as the grammar of sip.js reads it. */
interface SipJsChallenge {
  readonly realm?: string;
  readonly nonce?: string;
  readonly opaque?: string;
  readonly algorithm?: string;
  readonly qop?: readonly string[];
}

/**
 * Answers the challenges that an INVITE, re-INVITE or BYE meets, in the place of sip.js's own MD5: SHA-256 is what
 * newer PBXs ask for (RFC 8760).
 */
export class DigestCredentials extends DigestAuthentication {
  readonly #identity: SipIdentity;
  readonly #random: Random;
  #header = "";
  #nonce = "";
  #count = 0;

  constructor(loggers: LoggerFactory, identity: SipIdentity, random: Random) {
    super(loggers, undefined, identity.authUser, undefined);
    this.#identity = identity;
    this.#random = random;
  }

  /** @returns false where the challenge cannot be answered; sip.js then takes the 401 as final */
  override authenticate(request: OutgoingRequestMessage, challenge: SipJsChallenge): boolean {
    const { realm, nonce, opaque } = challenge;
    const algorithm = parseAlgorithm(challenge.algorithm ?? "MD5");
    if (realm === undefined || nonce === undefined || algorithm === undefined) return false;
    const qop = ["auth", "auth-int"].find((each) => challenge.qop?.includes(each));
    if (challenge.qop !== undefined && qop === undefined) return false;
    this.#count = nonce === this.#nonce ? this.#count + 1 : 1;
    this.#nonce = nonce;
    const fresh = qop === undefined ? {} : { qop, nc: hex(this.#count), cnonce: this.#cnonce() };
    // Character by character what stands in the request line.
    const uri = request.ruri.toRaw();
    const { authUser: username, password } = this.#identity;
    const account = { username, realm, password, algorithm, nonce, uri };
    const response = digestResponse({ ...account, ...fresh, method: request.method, body: bodyOf(request) });
    this.#header = formatCredentials({
      username,
      realm,
      nonce,
      uri,
      response,
      algorithm,
      ...(opaque === undefined ? {} : { opaque }),
      ...fresh,
    });
    return true;
  }

  override toString(): string {
    return this.#header;
  }

  #cnonce(): string {
    return hex(this.#random.integer(0, 0xffff_ffff)) + hex(this.#random.integer(0, 0xffff_ffff));
  }
}

function hex(value: number): string {
  return value.toString(16).padStart(8, "0");
}

function bodyOf({ body }: OutgoingRequestMessage): string {
  if (body === undefined) return "";
  return typeof body === "string" ? body : body.body;
}
