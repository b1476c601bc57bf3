import type { TrunkAttempt } from "../../dialplan/decision.js";
import type { Mac } from "../../model/mac.js";
import { extensionOf } from "../../model/setup/extension-of.js";
import type { Setup } from "../../model/setup/setup.js";
import { callerCallHeader, trunkHeader } from "../../model/trunk-header.js";
import { pbxName } from "./answer.js";
import type { BridgeTarget } from "./bridge.js";
import type { Binding, PacketSource } from "./registrar-rules.js";

/** The side of a call that an INVITE came from. */
export interface Caller {
  readonly extension: string;
  readonly source: PacketSource;
  /** `host:port` of the PBX as the caller reached it. */
  readonly pbxAddress: string;
  /** Of its INVITE. */
  readonly callId: string;
}

/** A target and the phone that it is; undefined: no phone, or one that names no MAC. */
export interface CallTarget extends BridgeTarget {
  readonly mac: Mac | undefined;
}

/**
 * Every contact of the called extension (PBX-140), but not the phone that calls: one that dials the number
 * it is logged in as, or the placeholder's when it is logged out, rings the others.
 */
export function extensionTargets(setup: Setup, contacts: readonly Binding[], caller: Caller): CallTarget[] {
  const name = extensionOf(setup, caller.extension)?.name ?? "";
  const headers = identity(caller, caller.extension, name);
  return contacts
    .filter(({ source }) => source.host !== caller.source.host || source.port !== caller.source.port)
    .map((each) => ({ uri: each.dialUri, headers, mac: each.mac }));
}

/** A trunk, with the number and the caller id that the dial plan gives it. */
export function trunkTarget(
  { trunk, number, callerId }: TrunkAttempt,
  caller: Caller,
  farEnd: { readonly host: string; readonly port: number },
): CallTarget {
  return {
    uri: `sip:${encodeURIComponent(number)}@${farEnd.host}:${farEnd.port}`,
    headers: {
      ...identity(caller, callerId.number, callerId.name),
      ...(callerId.withheld ? { Privacy: "id" } : {}),
      [trunkHeader]: oneLine(trunk),
      [callerCallHeader]: caller.callId,
    },
    mac: undefined,
  };
}

/** From and P-Asserted-Identity as chan_pjsip writes them (asterisk-wire.md §5.4); `localhost` = the server itself. */
function identity(caller: Caller, number: string, name = ""): Record<string, string> {
  const display = name === "" ? "" : `"${oneLine(name).replaceAll(/["\\]/g, "\\$&")}" `;
  return {
    From: `${display}<sip:${number}@localhost>`,
    "P-Asserted-Identity": `${display}<sip:${number}@${caller.pbxAddress}>`,
    "User-Agent": pbxName,
  };
}

/** A line break in a header would begin another header; a setup that was not read from a file may hold one. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, " ");
}
