import type { AmiMessage } from "../ami/message.js";

/** A request that Asterisk refused, as one of its security events tells. */
export interface RefusedByAsterisk {
  /** What it called itself. */
  readonly account: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: string;
  readonly why: string;
  /** A REGISTER with the right password, for which there is no room (PBX-25). */
  readonly full: boolean;
}

/** What the events say, in words. */
const said: Readonly<Record<string, string>> = {
  ChallengeResponseFailed: "401: its password is wrong",
  InvalidPassword: "401: its password is wrong",
  InvalidAccountID: "401: there is no such account",
  FailedACL: "403: it is not let in",
  RequestNotAllowed: "it may not do that",
};

const noRoom = "registrar_attempt_exceeds_maximum_configured_contacts";

/** @returns undefined for an event that tells of no refusal, or not of one by SIP */
export function refusalIn(event: AmiMessage): RefusedByAsterisk | undefined {
  const why = said[event.event ?? ""];
  if (why === undefined || event.get("Service") !== "PJSIP") return undefined;
  // `IPV4/UDP/127.10.0.5/26001`
  const [, protocol = "", host = "", port = ""] = (event.get("RemoteAddress") ?? "").split("/");
  const list = event.get("ACLName");
  return {
    account: event.get("AccountID") ?? "",
    ...{ host, port: Number(port), protocol: protocol.toLowerCase() },
    why: list === undefined ? why : `${why} (${list})`,
    full: list === noRoom,
  };
}
