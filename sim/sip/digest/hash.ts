import { hash } from "node:crypto";

/** Algorithms of RFC 2617, RFC 7616 and RFC 8760, in their registered spelling. */
export type DigestAlgorithm =
  | "MD5"
  | "MD5-sess"
  | "SHA-256"
  | "SHA-256-sess"
  | "SHA-512-256"
  | "SHA-512-256-sess";

const hashNames: Readonly<Record<DigestAlgorithm, string>> = {
  MD5: "md5",
  "MD5-sess": "md5",
  "SHA-256": "sha256",
  "SHA-256-sess": "sha256",
  "SHA-512-256": "sha512-256",
  "SHA-512-256-sess": "sha512-256",
};

const byLowerCase = new Map<string, DigestAlgorithm>(
  (["MD5", "MD5-sess", "SHA-256", "SHA-256-sess", "SHA-512-256", "SHA-512-256-sess"] as const).map((name) => [
    name.toLowerCase(),
    name,
  ]),
);

/** The algorithm of that name without regard to case; undefined if it is none that we can compute. */
export function parseAlgorithm(name: string): DigestAlgorithm | undefined {
  return byLowerCase.get(name.toLowerCase());
}

/** Lower-case hex digest of UTF-8 text. */
export function digestHex(algorithm: DigestAlgorithm, text: string): string {
  return hash(hashNames[algorithm], text);
}
