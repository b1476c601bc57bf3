import { isDigits } from "./characters.js";
import { parseCSeq } from "./cseq.js";
import { parseNameAddr, splitList } from "./name-addr.js";
import { parseVia } from "./via.js";

/** What a message must hold once and only once (RFC 3261 §8.1.1; Via may repeat). */
export const mandatoryHeaders = ["via", "from", "to", "call-id", "cseq"] as const;

const single = new Set(["from", "to", "call-id", "cseq", "max-forwards", "content-length"]);

/** May a header of that lower-case name stand only once (RFC 3261 §7.3.1, RFC 4475 §3.3.8)? */
export function isSingle(name: string): boolean {
  return single.has(name);
}

const rfc1123Date =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;

function everyPart(value: string, isGood: (part: string) => boolean): boolean {
  return value.includes(",") ? splitList(value).every(isGood) : isGood(value);
}

function isAddress(value: string): boolean {
  return parseNameAddr(value) !== undefined;
}

/** Is the value of a header that routes or matches messages well-formed? In requests and responses alike. */
export function isWellFormed(name: string, value: string): boolean {
  switch (name) {
    case "via":
      return everyPart(value, (part) => parseVia(part) !== undefined);
    case "from":
    case "to":
      return isAddress(value);
    case "call-id":
      return value !== "" && !/[ \t]/.test(value);
    case "cseq":
      return parseCSeq(value) !== undefined;
    case "content-length":
      return isDigits(value) && value.length < 10;
    default:
      return true;
  }
}

/**
 * Further headers that a request is refused for. Responses are spared: they cannot be answered,
 * and a transaction should end although one header of its response is odd.
 */
export function isWellFormedInRequest(name: string, value: string): boolean {
  switch (name) {
    case "contact":
      return value === "*" || everyPart(value, isAddress);
    case "route":
    case "record-route":
      return everyPart(value, (part) => part.includes("<") && isAddress(part));
    case "max-forwards":
      // RFC 3261 §20.22: 0 to 255; leading zeros are allowed (RFC 4475 §3.1.1.1).
      return isDigits(value) && Number(value) <= 255;
    case "date":
      return rfc1123Date.test(value);
    default:
      return true;
  }
}
