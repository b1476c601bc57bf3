/**
 * A network with the length of its mask: `192.168.10.0/255.255.254.0` → `192.168.10.0/23`. What has no dotted mask, or one
 * whose bits are not in one piece (RFC 4632 §3.1), stays as it is.
 */
export function withMaskLength(network: string): string {
  return network.replace(/\/(\d{1,3}(?:\.\d{1,3}){3})$/, (written, mask: string) => {
    const length = maskLength(mask);
    return length === undefined ? written : `/${length}`;
  });
}

/** `255.255.254.0` → 23; undefined: it is no mask. */
function maskLength(mask: string): number | undefined {
  const bits = mask.split(".").map((octet) => Number(octet).toString(2).padStart(8, "0"));
  const [, ones] = /^(1*)0*$/.exec(bits.join("")) ?? [];
  return ones === undefined || bits.some(({ length }) => length > 8) ? undefined : ones.length;
}
