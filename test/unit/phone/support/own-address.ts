let dealt = 0;

/**
 * A loopback address that no other test uses: a port that is free there once stays free, which an address shared with
 * all other tests of the machine cannot promise.
 */
export function ownAddress(): string {
  dealt++;
  return `127.${64 + (process.pid % 64)}.${(process.pid >> 6) & 255}.${(dealt % 250) + 2}`;
}
