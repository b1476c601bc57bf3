import { isDigits } from "./characters.js";
import { parseCSeq } from "./cseq.js";
import { parseNameAddr, splitList } from "./name-addr.js";
import { parseVia } from "./via.js";

/** What a parser demands of the headers of one name. */
export interface HeaderRule {
  /** Marks that the header was there; no two rules share one. */
  readonly bit: number;
  /** Stands once at most (RFC 3261 §7.3.1, RFC 4475 §3.3.8). */
  readonly isSingle: boolean;
  /**
   * Judged in requests alone. A response cannot be answered, and its transaction should end
   * although one header of it is odd.
   */
  readonly onlyInRequests: boolean;
  readonly isWellFormed: (value: string) => boolean;
}

function everyPart(value: string, isGood: (part: string) => boolean): boolean {
  return value.includes(",") ? splitList(value).every(isGood) : isGood(value);
}

function isAddress(value: string): boolean {
  return parseNameAddr(value) !== undefined;
}

function isVia(value: string): boolean {
  return parseVia(value) !== undefined;
}

function isRoute(value: string): boolean {
  return value.includes("<") && isAddress(value);
}

/** The bits that a parser asks for by name. */
export const headerBits = { via: 1, from: 2, to: 4, callId: 8, cseq: 16, contentLength: 32 } as const;

const once = { isSingle: true, onlyInRequests: false };
const list = { isSingle: false, onlyInRequests: true };

/**
 * Rules by lower-case name. A header without rule may hold anything: Date too, which is not read here (RFC 4475
 * §3.1.2.12 allows to ignore it), and clocks of the field write `UTC` and `+0200`.
 */
export const headerRules: ReadonlyMap<string, HeaderRule> = new Map([
  [
    "via",
    {
      bit: headerBits.via,
      isSingle: false,
      onlyInRequests: false,
      isWellFormed: (value) => everyPart(value, isVia),
    },
  ],
  ["from", { ...once, bit: headerBits.from, isWellFormed: isAddress }],
  ["to", { ...once, bit: headerBits.to, isWellFormed: isAddress }],
  [
    "call-id",
    { ...once, bit: headerBits.callId, isWellFormed: (value) => value !== "" && !/[ \t]/.test(value) },
  ],
  ["cseq", { ...once, bit: headerBits.cseq, isWellFormed: (value) => parseCSeq(value) !== undefined }],
  [
    "content-length",
    { ...once, bit: headerBits.contentLength, isWellFormed: (value) => isDigits(value) && value.length < 10 },
  ],
  // RFC 3261 §20.22: 0 to 255; leading zeros are allowed (RFC 4475 §3.1.1.1).
  [
    "max-forwards",
    {
      isSingle: true,
      onlyInRequests: true,
      bit: 64,
      isWellFormed: (value) => isDigits(value) && Number(value) <= 255,
    },
  ],
  ["contact", { ...list, bit: 128, isWellFormed: (value) => value === "*" || everyPart(value, isAddress) }],
  ["route", { ...list, bit: 256, isWellFormed: (value) => everyPart(value, isRoute) }],
  ["record-route", { ...list, bit: 512, isWellFormed: (value) => everyPart(value, isRoute) }],
] satisfies [string, HeaderRule][]);

/** Via, From, To, Call-ID and CSeq stand in every message (RFC 3261 §8.1.1, §8.2.6.2). */
const mandatory = headerBits.via | headerBits.from | headerBits.to | headerBits.callId | headerBits.cseq;

/** @param seen the bits of the headers that were there. @returns the name of one that is missing. */
export function missingHeader(seen: number): string | undefined {
  if ((seen & mandatory) === mandatory) return undefined;
  for (const [name, { bit }] of headerRules) if ((bit & mandatory & ~seen) !== 0) return name;
  return undefined;
}
