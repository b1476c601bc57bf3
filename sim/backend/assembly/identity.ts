import type { Setup } from "../../model/setup.js";

/** By what phones know the servers of a backend: everything PEM. */
export interface BackendIdentity {
  /** What phones have to trust; undefined: what the machine trusts. */
  readonly authority: string | undefined;
  readonly certificate: string;
  readonly key: string;
}

/**
 * The identity that was given, or one of a lab authority under every name that the setup tells phones.
 * @param host that is listened on
 * @returns undefined where nothing of the setup is encrypted
 */
export async function identityOf(
  setup: Setup,
  host: string,
  given: BackendIdentity | undefined,
): Promise<BackendIdentity | undefined> {
  if (given) return given;
  const { portSettings, sipTransport } = setup;
  if (portSettings.protocol === "http" && sipTransport !== "tls") return undefined;
  const told = Object.values(setup.templates).flatMap(({ serverAddress }) => serverAddress ?? []);
  const names = [...new Set([host, portSettings.fallbackHost, ...told, ...Object.keys(setup.names)])];
  // Loaded where needed: it costs more time than the rest of the backend's start.
  const { makeLabCertificates } = await import("../certificates.js");
  return makeLabCertificates({ names, kind: portSettings.certificate, now: new Date() });
}
