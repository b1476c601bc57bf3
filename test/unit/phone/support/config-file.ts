import { type LineKeyField, lineKeyParameter } from "../../../../sim/model/profile/line-key-parameters.js";
import type { LineKeyType, Profile } from "../../../../sim/model/profile/profile.js";
import type { SipProtocol } from "../../../../sim/sip/transport/transport.js";

const transportValues = { udp: 0, tcp: 1, tls: 2 } as const satisfies Record<SipProtocol, number>;

type Parameters = Readonly<Record<number, string>>;

/** A configuration file as the server would write it. */
export function configFile(...parts: Parameters[]): string {
  const values = Object.entries(Object.assign({}, ...parts))
    .map(([number, value]) => `<P${number} para="comment">${escaped(String(value))}</P${number}>`)
    .join("");
  return `<?xml version="1.0"?><hl_provision version="1"><config version="1">${values}</config></hl_provision>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** Parameters of account 1, or of no account. */
export function accountOf(
  profile: Profile,
  account: { extension: string; server: string; password?: string; transport?: SipProtocol } | undefined,
): Parameters {
  const numbers = profile.accountParameters[0];
  const server = profile.sipProfileParameters[0];
  if (!numbers || !server) throw new Error("a profile without accounts");
  return {
    [numbers.active]: account ? "1" : "0",
    [numbers.user]: account?.extension ?? "",
    [numbers.password]: account?.password ?? (account ? "wire-secret" : ""),
    [server.server]: account?.server ?? "",
    [server.transport]: String(transportValues[account?.transport ?? "udp"]),
    [server.expiry]: account ? "2" : "",
  };
}

/** Parameters of one line key. */
export function lineKey(
  profile: Profile,
  key: number,
  type: LineKeyType,
  label = "",
  value = "",
): Parameters {
  const fields: Partial<Record<LineKeyField, string>> = {
    type: String(profile.keyTypes[type]),
    label,
    value,
  };
  return Object.fromEntries(
    Object.entries(fields).map(([field, text]) => [
      lineKeyParameter(profile, key, field as LineKeyField) ?? 0,
      text,
    ]),
  );
}
