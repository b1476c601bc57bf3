/** Identities that must not be mixed up, as branded strings. */

/** A hardware address in lower case without separators: `001fc1a1b2c3`. */
export type Mac = string & { readonly brand: "Mac" };

/** The number of an extension: digits only. */
export type Extension = string & { readonly brand: "Extension" };

const macPattern = /^[0-9a-f]{12}$/;

/**
 * Reads a MAC in any usual notation (`00:1F:C1:…`, `00-1f-…`, `001fc1…`).
 * @returns undefined where the text is not a MAC.
 */
export function parseMac(text: string): Mac | undefined {
  const plain = text.toLowerCase().replaceAll(/[:.-]/g, "");
  return macPattern.test(plain) ? (plain as Mac) : undefined;
}

/** `001fc1a1b2c3` as `00:1f:c1:a1:b2:c3`. */
export function macWithColons(mac: Mac): string {
  return mac.match(/../g)?.join(":") ?? mac;
}

/** @returns undefined where the text is not 1 to 15 digits. */
export function parseExtension(text: string): Extension | undefined {
  return /^\d{1,15}$/.test(text) ? (text as Extension) : undefined;
}
