import fc from "fast-check";
import { quote } from "../../sim/sip/message/characters.js";
import { displayName } from "./sip-grammar.js";

/** A Digest challenge that a phone can answer (RFC 7616 §3.3). */
export const challenge = fc
  .record({
    realm: displayName,
    nonce: displayName.filter((text) => text !== ""),
    algorithm: fc.constantFrom(
      "",
      "MD5",
      "md5",
      '"MD5"',
      "MD5-sess",
      "SHA-256",
      "SHA-256-sess",
      "SHA-512-256",
    ),
    qop: fc.constantFrom("", '"auth"', "auth", '"auth,auth-int"', '"auth-int"'),
    opaque: fc.option(displayName, { nil: undefined }),
  })
  .map(({ realm, nonce, algorithm, qop, opaque }) => {
    const parts = [`realm=${quote(realm)}`, `nonce=${quote(nonce)}`];
    if (algorithm !== "") parts.push(`algorithm=${algorithm}`);
    if (qop !== "") parts.push(`qop=${qop}`);
    if (opaque !== undefined) parts.push(`opaque=${quote(opaque)}`);
    return `Digest ${parts.join(", ")}`;
  });
