import type { Setup } from "../../model/setup/setup.js";
import type { AuthorityStore } from "../lab-authority.js";

/** By what phones know the servers of a backend: everything PEM. */
export interface BackendIdentity {
  /** What phones have to trust; undefined: what the machine trusts. */
  readonly authority: string | undefined;
  readonly certificate: string;
  readonly key: string;
}

interface IdentityOptions {
  /** Numeric address that is listened on. */
  readonly host: string;
  /** In place of one of a lab authority. */
  readonly given: BackendIdentity | undefined;
  /** Absent: the authority is that of this start alone. */
  readonly store: AuthorityStore | undefined;
  readonly warn: (text: string) => void;
}

/**
 * The identity that was given, or one of a lab authority under every name that the setup gives phones. The server's
 * certificate is made at each start, the authority only where none is kept.
 * @returns undefined where nothing of the setup is encrypted
 * @throws DeskfleetError DF_STATE_FOLDER where the store cannot be read or written
 */
export async function identityOf(
  setup: Setup,
  { host, given, store, warn }: IdentityOptions,
): Promise<BackendIdentity | undefined> {
  if (given) return given;
  const { portSettings, sipTransport } = setup;
  if (portSettings.protocol === "http" && sipTransport !== "tls") return undefined;
  const told = Object.values(setup.templates).flatMap(({ serverAddress }) => serverAddress ?? []);
  const names = [...new Set([host, portSettings.fallbackHost, ...told, ...Object.keys(setup.names)])];
  // Loaded where needed: it costs more time than the rest of the backend's start.
  const { makeLabAuthority, makeLabCertificates, isLastingAuthority } = await import("../certificates.js");
  const now = new Date();
  const kept = await store?.load();
  const lasting = kept && isLastingAuthority(kept, now);
  const authority = lasting ? kept : await makeLabAuthority(now);
  if (!lasting) await store?.save(authority);
  if (kept && !lasting)
    warn("the lab authority was about to expire: a new one is made, phones have to trust it");
  return makeLabCertificates({ names, kind: portSettings.certificate, now, authority });
}
