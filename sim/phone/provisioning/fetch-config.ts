import type { Mac } from "../../model/mac.js";
import { configFileNames } from "../../model/profile/config-file-names.js";
import type { Profile } from "../../model/profile/profile.js";
import type { HttpClient } from "./http-client.js";
import { knownParameters } from "./known-parameters.js";
import { parseConfig } from "./parse-config.js";

export type FetchedConfig =
  | {
      readonly ok: true;
      /** Name of the file, as it was asked for. */
      readonly file: string;
      /** Empty texts empty a value, so they must reach `mergeParameters`. */
      readonly parameters: ReadonlyMap<number, string>;
    }
  | { readonly ok: false; readonly file: string; readonly reason: string };

/** Larger than any file of 16 accounts and 45 keys; a bound for whatever else a server sends. */
const maxConfigBytes = 256 * 1024;

/**
 * Asks the configuration server for the phone's files. A file that is not there is passed over; the first one that
 * is there ends the search where the profile says so, even if it cannot be read.
 * @param server base address as DHCP option 66 gives it; undefined where the network gives none
 */
export async function fetchConfig(
  client: HttpClient,
  server: string | undefined,
  profile: Profile,
  mac: Mac,
  signal: AbortSignal,
): Promise<FetchedConfig> {
  if (server === undefined)
    return { ok: false, file: "", reason: "the network gives no configuration server" };
  const names = configFileNames(profile, mac);
  const base = server.endsWith("/") ? server : `${server}/`;
  let found: Extract<FetchedConfig, { ok: true }> | undefined;
  const missing: string[] = [];
  for (const file of names) {
    const answer = await client.get({ url: base + file, maxBytes: maxConfigBytes, signal });
    // A server that is silent for one file is silent for all: asking on would only double the wait.
    if (!answer.ok) return found ?? { ok: false, file, reason: answer.reason };
    if (answer.status !== 200) {
      missing.push(`${file}: ${answer.status}`);
      continue;
    }
    const config = parseConfig(answer.body);
    if (!config.ok) return { ok: false, file, reason: config.reason };
    const parameters = knownParameters(config.parameters, profile);
    found = { ok: true, file, parameters: new Map([...(found?.parameters ?? []), ...parameters]) };
    if (profile.stopAtFirstFile) return found;
  }
  const last = names.at(-1) ?? "";
  return found ?? { ok: false, file: last, reason: `no configuration file (${missing.join(", ")})` };
}
