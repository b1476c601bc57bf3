/** `PJSIP/1001-0000002a` → `1001`; undefined: it is no channel of chan_pjsip. */
export function endpointOf(channel: string): string | undefined {
  return /^PJSIP\/(.+)-[0-9a-f]{8}$/.exec(channel)?.[1];
}

/** `127.10.0.5:26001`, `[::1]:5060`, as `CHANNEL(pjsip,remote_addr)` has it. */
export function addressIn(text: string): { readonly host: string; readonly port: number } | undefined {
  const match = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(text);
  return match?.[1] === undefined ? undefined : { host: match[1], port: Number(match[2]) };
}
