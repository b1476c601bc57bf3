import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Clock } from "../../model/clock.js";
import { afterDigestScheme } from "../../sip/digest/auth-parameters.js";
import { formatChallenge } from "../../sip/digest/challenge.js";
import { type Credentials, parseCredentials } from "../../sip/digest/credentials.js";
import { digestResponse } from "../../sip/digest/response.js";
import { header, headersOf, type SipRequest } from "../../sip/message/message.js";
import { sameSipUri } from "../../sip/message/uri.js";
import { NonceCounts } from "./nonce-counts.js";

/** PBX-5. */
const realm = "asterisk";

/** PBX-55: how long a nonce is good, seconds. */
const nonceLifeSeconds = 32;

export type DigestVerdict =
  /** @property taken what Asterisk takes against RFC 7616, and `strict` refuses */
  | { readonly verdict: "accepted"; readonly user: string; readonly taken: string | undefined }
  /** No Authorization of the Digest scheme: the ordinary first round. */
  | { readonly verdict: "unauthenticated" }
  /** Right credentials on an old or foreign nonce: one more round, no question to anybody (PBX-55). */
  | { readonly verdict: "stale" }
  /** 401 again, without stale, for ever (PBX-52 to PBX-54). */
  | { readonly verdict: "rejected"; readonly reason: string }
  /** It cannot be read; or Asterisk accepts it, and it is refused so that a defect of a phone is seen (PBX-58): 400. */
  | { readonly verdict: "malformed"; readonly reason: string };

/** Who asks. */
export interface DigestPeer {
  /** Source IP address. */
  readonly address: string;
  /** The extension that the credentials must be of: the From user (PBX-54), or what the address says (PBX-71). */
  readonly endpoint: string | undefined;
  /** Whether what Asterisk takes against RFC 7616 is refused (PBX-58). */
  readonly strict: boolean;
}

/** Challenges and checks requests as chan_pjsip does, for who wants it with the stricter checks of PBX-58 on top. */
export class DigestServer {
  readonly #clock: Clock;
  /** New at each start: nonces of an earlier run are foreign. */
  readonly #key = randomBytes(16).toString("hex");
  readonly #counts = new NonceCounts();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Value of a WWW-Authenticate header. All phones that are challenged in one second from one address get the
   * same nonce, as from Asterisk (asterisk-wire.md §2.1): it is a hash, nothing is stored for it.
   */
  challenge(address: string, stale: boolean): string {
    return formatChallenge({
      realm,
      nonce: this.#nonce(this.#epoch(), address),
      // Of UUIDs Node draws the randomness in advance: a draw for each phone would cost as much as the nonce.
      opaque: randomUUID().replaceAll("-", "").slice(0, 16),
      algorithm: "MD5",
      stale,
      qop: ["auth"],
    });
  }

  /** @param passwordOf of an extension; undefined: no such extension, which is never revealed (PBX-53). */
  check(
    request: SipRequest,
    peer: DigestPeer,
    passwordOf: (user: string) => string | undefined,
  ): DigestVerdict {
    // What is of another scheme is as good as nothing: it gets a challenge that it can understand (RFC 4475 §3.3.7).
    const value = headersOf(request, "Authorization").find((each) => afterDigestScheme(each) !== undefined);
    if (value === undefined) return { verdict: "unauthenticated" };
    const given = parseCredentials(value);
    if (!given) return { verdict: "malformed", reason: "Authorization cannot be read" };
    if (given.realm !== realm) return { verdict: "rejected", reason: `realm ${given.realm}` };
    if (given.username !== peer.endpoint) {
      return { verdict: "rejected", reason: "the Authorization user is not the endpoint" };
    }
    if (!/^md5$/i.test(given.algorithm ?? "MD5") || !/^auth$/i.test(given.qop ?? "auth")) {
      return { verdict: "rejected", reason: "an algorithm or qop that was not offered" };
    }
    const fault = strictFault(given, request);
    if (fault !== undefined && peer.strict) return { verdict: "malformed", reason: fault };
    const password = passwordOf(given.username);
    if (password === undefined) return { verdict: "rejected", reason: "no such extension" };
    if (given.response.toLowerCase() !== responseOf(given, request, password)) {
      return { verdict: "rejected", reason: "wrong digest response" };
    }
    if (!this.#isCurrent(given.nonce, peer.address)) return { verdict: "stale" };
    const fresh = this.#counts.take(given.nonce, { ...given, callId: header(request, "Call-ID") ?? "" });
    const replay = fresh ? undefined : `nc ${given.nc} was used before`;
    if (replay !== undefined && peer.strict) return { verdict: "rejected", reason: replay };
    return { verdict: "accepted", user: given.username, taken: fault ?? replay };
  }

  /** Forgets counts of nonces that have run out. */
  sweep(): void {
    this.#counts.keep((nonce) => this.#isYoung(epochOf(nonce)));
  }

  #nonce(epoch: number, address: string): string {
    const hash = createHash("md5").update(`${epoch}:${address}:${this.#key}:${realm}`).digest("hex");
    return `${epoch}/${hash}`;
  }

  #isCurrent(nonce: string, address: string): boolean {
    const epoch = epochOf(nonce);
    return this.#isYoung(epoch) && nonce === this.#nonce(epoch, address);
  }

  #isYoung(epoch: number): boolean {
    const age = this.#epoch() - epoch;
    return age >= 0 && age <= nonceLifeSeconds;
  }

  #epoch(): number {
    return Math.floor(this.#clock.wall() / 1000);
  }
}

/** NaN for a nonce that is not ours: it compares false with everything. */
function epochOf(nonce: string): number {
  return Number(/^(\d{1,12})\//.exec(nonce)?.[1] ?? Number.NaN);
}

function strictFault(given: Credentials, request: SipRequest): string | undefined {
  // RFC 7616 §3.4.6: a uri other than the one asked for would let a captured response be used elsewhere.
  if (given.uri !== request.uri && !sameSipUri(given.uri, request.uri)) {
    return "digest uri is not the Request-URI";
  }
  if (given.qop !== "auth") return "qop=auth was offered and is missing";
  if (!given.cnonce) return "cnonce is missing";
  // RFC 7616 §3.4: it is returned as it was given. What it was is not kept, only that there was one.
  if (!given.opaque) return "opaque is missing";
  if (!/^[0-9a-f]{8}$/.test(given.nc ?? "") || given.nc === "00000000")
    return "nc must be 8 hex digits from 1";
  // RFC 7616 §3.4.1: LHEX.
  return /^[0-9a-f]*$/.test(given.response) ? undefined : "the digest response is in capitals";
}

function responseOf(given: Credentials, request: SipRequest, password: string): string {
  const { username, nonce, uri, qop, nc, cnonce } = given;
  return digestResponse({
    algorithm: "MD5",
    username,
    realm,
    password,
    nonce,
    method: request.method,
    uri,
    ...(qop !== undefined && { qop }),
    ...(nc !== undefined && { nc }),
    ...(cnonce !== undefined && { cnonce }),
  });
}
