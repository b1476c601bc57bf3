import type { Profile } from "../../model/profile/profile.js";
import type { SipProtocol } from "../../sip/transport/transport.js";
import type { DeskAccount } from "./desk-config.js";
import { parseServer } from "./server-parameter.js";

type Parameters = ReadonlyMap<number, string>;
type AccountParameters = Profile["accountParameters"][number];
type SipProfileParameters = Profile["sipProfileParameters"][number];

/** Values of the transport parameter (phones.md §6); 3, the choice by DNS, is not simulated. */
const protocols: Readonly<Record<string, SipProtocol>> = { "": "udp", "0": "udp", "1": "tcp", "2": "tls" };

/**
 * An active account with the SIP profile that it points at.
 * @param number counts from 1
 * @returns in words, why the account cannot be used
 */
export function mapAccount(
  parameters: Parameters,
  profile: Profile,
  number: number,
  numbers: AccountParameters,
): DeskAccount | string {
  const text = (parameter: number): string => (parameters.get(parameter) ?? "").trim();
  const sipProfile = sipProfileOf(profile, number, text(numbers.profile));
  if (!sipProfile) return `account ${number}: there is no SIP profile ${text(numbers.profile)}`;
  const extension = text(numbers.user);
  if (!/^[\w.+*#-]{1,64}$/.test(extension)) return `account ${number}: active, but without a usable user`;
  const authUser = text(numbers.authId) || extension;
  if (/\p{Cc}/u.test(authUser)) return `account ${number}: active, but without a usable authentication user`;
  const transport = text(sipProfile.transport);
  const protocol = Object.hasOwn(protocols, transport) ? protocols[transport] : undefined;
  if (!protocol) return `account ${number}: transport ${transport} is not simulated`;
  const server = parseServer(text(sipProfile.server), protocol);
  if (typeof server === "string") return `account ${number}: active, but ${server}`;
  return {
    number,
    extension,
    authUser,
    password: parameters.get(numbers.password) ?? "",
    displayName: text(numbers.name),
    label: text(numbers.label) || extension,
    ...server,
    protocol,
    expiresSeconds: expirySeconds(text(sipProfile.expiry)) ?? profile.registerExpiresSeconds,
    registers: text(sipProfile.register) !== "0",
  };
}

/** An account points at its profile counting from 0; by factory account n points at profile n, as far as there are. */
function sipProfileOf(profile: Profile, account: number, pointer: string): SipProfileParameters | undefined {
  if (pointer === "") return profile.sipProfileParameters[account - 1] ?? profile.sipProfileParameters[0];
  return /^\d{1,2}$/.test(pointer) ? profile.sipProfileParameters[Number(pointer)] : undefined;
}

/** The file gives minutes (phones.md §6, unit assumed). */
function expirySeconds(minutes: string): number | undefined {
  return /^[1-9]\d{0,4}$/.test(minutes) ? Number(minutes) * 60 : undefined;
}
