import { isUtf8 } from "node:buffer";
import { decodedBody } from "../phone/provisioning/content-encoding.js";
import { redacted } from "../transcript/redaction.js";

/** How a body stands in a recording. */
export interface CapturedBody {
  readonly body?: string;
  /** Absent: `body` is UTF-8. */
  readonly encoding?: "latin1" | "base64" | "left-out";
}

/** What stands in a replay where a secret was redacted; letters alone, so that it fits into any format. */
export const standIn = "standin";

/** Pictures and sounds; other bytes may be a configuration file in a form of the maker's, with passwords in it. */
const harmless = /^\s*(image|audio|video|font)\//i;
/** A firmware file in a recording would help nobody. */
const longestBinary = 1024 * 1024;
/** Larger than what a web server of any PBX unpacks for a phone. */
const longestUnpacked = 16 * 1024 * 1024;

/** The bytes as they are without their Content-Encoding; undefined where they cannot be unpacked. */
export function unpacked(bytes: Buffer, encoding: string | undefined): Buffer | undefined {
  if (encoding === undefined || encoding.trim().toLowerCase() === "identity") return bytes;
  const plain = decodedBody(bytes, encoding, longestUnpacked);
  return typeof plain === "string" ? undefined : plain;
}

/**
 * What is recorded of a body. Text is redacted; of what is no text only pictures and sounds are kept.
 * @param bytes without Content-Encoding
 */
export function captureBody(
  bytes: Buffer,
  contentType: string | undefined,
  redact: (text: string) => string,
): CapturedBody {
  if (bytes.length === 0) return {};
  if (harmless.test(contentType ?? "") && !/svg|xml/i.test(contentType ?? "")) {
    return bytes.length > longestBinary
      ? { encoding: "left-out" }
      : { body: bytes.toString("base64"), encoding: "base64" };
  }
  // A zero byte is in no text but UTF-16, whose secrets no rule would find.
  if (bytes.includes(0)) return { encoding: "left-out" };
  if (isUtf8(bytes)) return { body: redact(bytes.toString("utf8")) };
  return { body: redact(bytes.toString("latin1")), encoding: "latin1" };
}

/** The bytes that a replay sends, with something harmless in the place of each secret; undefined: not recorded. */
export function replayedBody(
  { body = "", encoding }: CapturedBody,
  rewrite: (text: string) => string,
): Buffer | undefined {
  if (encoding === "left-out") return undefined;
  if (encoding === "base64") return Buffer.from(body, "base64");
  return Buffer.from(rewrite(body.replaceAll(redacted, standIn)), encoding ?? "utf8");
}
