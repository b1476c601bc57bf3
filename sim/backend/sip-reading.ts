import type { ParseOptions } from "../sip/message/parse.js";

/** As Asterisk reads: numbers may come as tel: URIs, and lines may end in LF. A service URN is that of RFC 5031. */
export const sipReading: ParseOptions = { schemes: ["tel", "urn"], bareLineFeeds: true };
