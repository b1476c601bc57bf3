import type { Mac } from "../../../model/mac.js";
import { parseSipUri } from "../../../sip/message/uri.js";
import { macInAgent } from "../../pbx/mac-in-agent.js";
import type { PacketSource } from "../../pbx/registrar-rules.js";
import type { AmiMessage } from "../ami/message.js";

/** A registered contact, as `PJSIPShowContacts` lists it. */
export interface AsteriskContact {
  /** Its name in Asterisk's database: `9000;@<hash>`. */
  readonly objectName: string;
  readonly extension: string;
  readonly uri: string;
  /** rewrite_contact=yes: where the phone's packets come from. */
  readonly source: PacketSource;
  readonly userAgent: string;
  /** The phone, by its User-Agent. */
  readonly mac: Mac | undefined;
  readonly callId: string;
  /** In ms since 1970; whole seconds. */
  readonly expiresAtWallMs: number;
  /** It is asked by OPTIONS and did not answer: it is not called. */
  readonly unreachable: boolean;
}

/** @returns undefined for what is no contact of a phone: that of a trunk has no expiry */
export function contactOf(row: AmiMessage): AsteriskContact | undefined {
  const objectName = row.get("ObjectName") ?? "";
  const uri = row.get("Uri") ?? "";
  const extension = /^(.+);@/.exec(objectName)?.[1];
  const parsed = parseSipUri(uri);
  const expires = Number(row.get("ExpirationTime"));
  if (extension === undefined || parsed === undefined || !Number.isFinite(expires) || expires <= 0)
    return undefined;
  const protocol = parsed.params.get("transport")?.toLowerCase() ?? "udp";
  const userAgent = row.get("UserAgent") ?? "";
  return {
    ...{ objectName, extension, uri, userAgent },
    source: { host: parsed.host, port: parsed.port ?? (protocol === "tls" ? 5061 : 5060), protocol },
    mac: macInAgent(userAgent),
    callId: row.get("CallId") ?? "",
    expiresAtWallMs: expires * 1000,
    unreachable: row.get("Status") === "Unreachable",
  };
}
