/**
 * A note of the backend as it stands beside the handset that it names: without what the reader knows by then (MAC,
 * address) and what he cannot use (the agent string, hints for the admin's log).
 *
 * @example shortNote("001fc1000001: login refused, wrong-pin") // "login refused, wrong-pin"
 */
export function shortNote(text: string): string {
  return text
    .replace(/^[0-9a-f]{12}: /i, "")
    .replace(/^(refused|announcement to) \S+: /, "$1 ")
    .replace(/^(REGISTER|INVITE) from \S+ refused/, "$1 refused")
    .replace(/; User-Agent ".*$/s, "");
}
