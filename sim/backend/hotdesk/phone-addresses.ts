/** Addresses that phones are given. Hosts may be names: each phone resolves them in its own network (HD-33). */
export interface PhoneAddresses {
  /** Of the phone apps: Port Settings (HD-32 to HD-35). */
  readonly apps: { readonly protocol: "http" | "https"; readonly host: string; readonly port: number };
  readonly sip: { readonly host: string; readonly port: number };
}

/** The same ports at another host, where a template names one (HD-12). */
export function reachedAt(addresses: PhoneAddresses, host: string | undefined): PhoneAddresses {
  if (host === undefined) return addresses;
  return { apps: { ...addresses.apps, host }, sip: { ...addresses.sip, host } };
}

/** `http://host:port` */
export function appsBase({ apps }: PhoneAddresses): string {
  return `${apps.protocol}://${apps.host}:${apps.port}`;
}
