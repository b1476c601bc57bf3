import type { Mac } from "../../model/mac.js";
import type { SipUri } from "../../sip/message/uri.js";
import { formatSipUri, sameSipUri } from "../../sip/message/uri.js";
import type { AorLimits } from "./aor-limits.js";
import { macInAgent } from "./mac-in-agent.js";

/** Where a packet came from, as the PBX saw it. */
export interface PacketSource {
  readonly host: string;
  readonly port: number;
  readonly protocol: string;
}

/** One registered contact (PBX-40). Never changed in place: a refresh makes a new one. */
export interface Binding {
  /** As stored and dialled: host and port are those of the packet's source (PBX-22), unless not rewritten (PBX-24). */
  readonly uri: SipUri;
  readonly dialUri: string;
  /** As the 200 shows it: the phone's own host and port, where they differed (PBX-23). */
  readonly shownUri: string;
  readonly source: PacketSource;
  /** Kept with the address of its packet. Over TCP and TLS it then ends with its connection (PBX-61, PBX-62). */
  readonly rewritten: boolean;
  readonly userAgent: string;
  /** The phone, by its User-Agent. */
  readonly mac: Mac | undefined;
  readonly callId: string;
  readonly registeredAtMs: number;
  readonly expiresAtMs: number;
}

/** A contact that was dropped for a newer one. */
interface EvictedBinding extends Binding {
  /** The setting of the extension that let it go. */
  readonly by: "Remove Existing" | "Remove Unavailable";
}

/** One Contact of a REGISTER. */
export interface AskedContact {
  readonly uri: SipUri;
  /** Its `;expires` parameter, seconds. */
  readonly expiresSeconds: number | undefined;
}

/** What the registrar reads from a REGISTER. */
export interface RegisterRequest {
  /** Empty: a query (PBX-33). */
  readonly contacts: "*" | readonly AskedContact[];
  /** The Expires header, seconds. */
  readonly expiresSeconds: number | undefined;
  readonly source: PacketSource;
  readonly userAgent: string;
  readonly callId: string;
}

export type RegisterOutcome =
  | {
      readonly status: 200;
      /** All bindings of the address of record afterwards. */
      readonly bindings: readonly Binding[];
      /** Dropped for a newer one; their phones are not notified (PBX-27, PBX-65). */
      readonly evicted: readonly EvictedBinding[];
      /** What this request bound or refreshed. */
      readonly bound: readonly Binding[];
    }
  | { readonly status: 400 | 403; readonly reason: string };

/** Bindings that have not run out: an expired one stops counting and showing at once (PBX-37). */
export function liveBindings(bindings: readonly Binding[], nowMs: number): readonly Binding[] {
  return bindings.every((each) => each.expiresAtMs > nowMs)
    ? bindings
    : bindings.filter((each) => each.expiresAtMs > nowMs);
}

/** Raised to the minimum, lowered to the maximum, never refused with 423; 0 stays 0 (PBX-31). */
export function grantedSeconds(asked: number, limits: AorLimits): number {
  if (asked === 0) return 0;
  return Math.min(Math.max(asked, limits.minimumExpiration), limits.maximumExpiration);
}

/** Seconds left as Asterisk counts them: rounded down, so that a fresh 300 reads 299 (PBX-32). */
export function secondsLeft(binding: Binding, nowMs: number): number {
  // To the microsecond: the sum of a clock with fractions and a whole time differs from it by a last bit.
  const leftMs = Math.round((binding.expiresAtMs - nowMs) * 1000) / 1000;
  return Math.max(0, Math.ceil(leftMs / 1000) - 1);
}

/**
 * A whole REGISTER against the bindings of one address of record. Either all of it is done or nothing:
 * the list that comes back replaces the old one, so two requests can never pass the limit together (PBX-39).
 * @param isReachable whether a contact answered when it was asked last
 */
export function applyRegister(
  stored: readonly Binding[],
  request: RegisterRequest,
  limits: AorLimits,
  nowMs: number,
  isReachable: (binding: Binding) => boolean = () => true,
): RegisterOutcome {
  const live = liveBindings(stored, nowMs);
  if (request.contacts === "*") {
    // RFC 3261 §10.3 step 6: only together with Expires 0. It ends the bindings of all phones (PBX-34).
    return request.expiresSeconds === 0
      ? { status: 200, bindings: [], evicted: [], bound: [] }
      : { status: 400, reason: "Contact * needs Expires: 0" };
  }
  const { maxContacts, removeExisting, removeUnavailable } = limits;
  const changes = request.contacts.map((asked) => changeFor(live, asked, request, limits, nowMs));
  const count = (kind: Change["kind"]): number => changes.filter((each) => each.kind === kind).length;
  const bindings = changes.reduce(applyChange, live);
  const own = new Set(changes.flatMap((each) => (each.kind === "none" ? [] : [each.binding])));
  const others = bindings.filter((each) => !own.has(each));
  const lost = removeUnavailable ? others.filter((each) => !isReachable(each)) : [];
  // PBX-28: Remove Existing makes room by itself, so it looks at the request alone. PBX-25 counts what stands.
  const after = removeExisting
    ? count("add") + count("refresh") - count("remove")
    : live.length + count("add") - count("remove");
  const grows = count("add") > 0;
  // PBX-29: contacts that do not answer make room only where that is room enough.
  if (grows && after - (removeExisting ? 0 : lost.length) > maxContacts) {
    return { status: 403, reason: `Max Contacts ${maxContacts} reached` };
  }
  const bound = changes.flatMap((each) =>
    each.kind === "add" || each.kind === "refresh" ? [each.binding] : [],
  );
  const surplus = grows ? Math.max(0, bindings.length - maxContacts) : 0;
  // PBX-27: what expires soonest goes first, but nothing that this request itself asked for.
  const dropped = others
    .filter((each) => removeExisting || lost.includes(each))
    .sort(
      (left, right) =>
        Number(lost.includes(right)) - Number(lost.includes(left)) || left.expiresAtMs - right.expiresAtMs,
    )
    .slice(0, surplus);
  const evicted = dropped.map(
    (each): EvictedBinding => ({
      ...each,
      by: lost.includes(each) ? "Remove Unavailable" : "Remove Existing",
    }),
  );
  return { status: 200, bindings: bindings.filter((each) => !dropped.includes(each)), evicted, bound };
}

type Change =
  | { readonly kind: "add" | "refresh"; readonly binding: Binding }
  | { readonly kind: "remove"; readonly binding: Binding }
  /** Removal of a contact that is not bound: answered with 200, changes nothing (PBX-26). */
  | { readonly kind: "none" };

function changeFor(
  live: readonly Binding[],
  asked: AskedContact,
  request: RegisterRequest,
  limits: AorLimits,
  nowMs: number,
): Change {
  const { rewriteContact } = limits;
  const uri = rewriteContact ? rewrittenUri(asked.uri, request.source) : asked.uri;
  const dialUri = formatSipUri(uri);
  const known = live.find((each) => sameContact(each, { uri, dialUri }));
  // PBX-31: the Contact's own parameter wins over the header.
  const seconds = grantedSeconds(
    asked.expiresSeconds ?? request.expiresSeconds ?? limits.defaultExpiration,
    limits,
  );
  if (seconds === 0) return known ? { kind: "remove", binding: known } : { kind: "none" };
  return {
    kind: known ? "refresh" : "add",
    binding: {
      uri,
      dialUri,
      shownUri: rewriteContact ? formatSipUri(shownUri(asked.uri, uri)) : dialUri,
      source: request.source,
      rewritten: rewriteContact,
      userAgent: request.userAgent,
      mac: macInAgent(request.userAgent),
      callId: request.callId,
      registeredAtMs: nowMs,
      expiresAtMs: nowMs + seconds * 1000,
    },
  };
}

function applyChange(bindings: readonly Binding[], change: Change): readonly Binding[] {
  if (change.kind === "none") return bindings;
  const { binding } = change;
  const index = bindings.findIndex((each) => sameContact(each, binding));
  if (change.kind === "remove") return index < 0 ? bindings : bindings.toSpliced(index, 1);
  // One request may name the same contact twice: the later one counts.
  return index < 0 ? [...bindings, binding] : bindings.with(index, binding);
}

/** rewrite_contact=yes (PBX-9, PBX-22): host, port and transport become those of the packet. */
function rewrittenUri(uri: SipUri, source: PacketSource): SipUri {
  const params = new Map(uri.params);
  if (source.protocol === "udp") params.delete("transport");
  else params.set("transport", source.protocol);
  return { ...uri, host: source.host, port: source.port, params };
}

function shownUri(sent: SipUri, stored: SipUri): SipUri {
  if (sent.host === stored.host && (sent.port ?? 5060) === stored.port) return stored;
  const { port: _port, ...rest } = stored;
  return { ...rest, host: sent.host, ...(sent.port === undefined ? {} : { port: sent.port }) };
}

type Stored = Pick<Binding, "uri" | "dialUri">;

/**
 * Same contact = equal URI by RFC 3261 §19.1.4; Call-ID, CSeq and instance id are not looked at (PBX-21).
 * Stored URIs mostly carry host and port of a source, so comparing these first spares the full comparison
 * for all but one or two of a hundred bindings. Hosts of contacts that are kept as sent may differ in case.
 */
function sameContact(left: Stored, right: Stored): boolean {
  return (
    left.uri.port === right.uri.port &&
    left.uri.host.toLowerCase() === right.uri.host.toLowerCase() &&
    sameSipUri(left.dialUri, right.dialUri)
  );
}
