import { header, headersOf, type SipRequest } from "../../sip/message/message.js";
import { splitList } from "../../sip/message/name-addr.js";

/** What Asterisk serves of the extensions that an INVITE may require (asterisk-wire.md §5.1). */
const served = new Set(["100rel", "timer", "replaces", "norefersub"]);

/** The option tags of a request's Require that are not served, as it wrote them. */
export function unservedOptions(request: SipRequest): string[] {
  // No dialog is ever replaced, so who requires it can only mean the header.
  const replaces = header(request, "Replaces") !== undefined;
  return requiredOptions(request).filter((tag) => {
    const lower = tag.toLowerCase();
    return !served.has(lower) || (lower === "replaces" && replaces);
  });
}

/** Asterisk's own, in seconds. */
const usualSession = "1800";

/**
 * Headers of a 2xx that a required session timer asks for (RFC 4028 §9). The caller refreshes: it has to be able to,
 * and nothing here would end a session that is not refreshed.
 */
export function sessionTimerHeaders(request: SipRequest): Record<string, string> {
  if (!requiredOptions(request).some((tag) => tag.toLowerCase() === "timer")) return {};
  const seconds = /^\d+/.exec(header(request, "Session-Expires") ?? "")?.[0] ?? usualSession;
  return { Require: "timer", "Session-Expires": `${seconds};refresher=uac` };
}

function requiredOptions(request: SipRequest): string[] {
  return headersOf(request, "Require")
    .flatMap(splitList)
    .filter((tag) => tag !== "");
}
