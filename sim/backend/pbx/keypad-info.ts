/**
 * The key that an INFO tells of, as Asterisk reads it: `Signal=5` of application/dtmf-relay, or the key alone of
 * application/dtmf.
 * @returns undefined where it tells of none
 */
export function keyIn(type: string | undefined, body: string): string | undefined {
  const media = type?.split(";", 1)[0]?.trim().toLowerCase();
  if (media === "application/dtmf-relay") return /^\s*Signal\s*=\s*([0-9*#])\s*$/im.exec(body)?.[1];
  if (media === "application/dtmf") return /^\s*([0-9*#])\s*$/.exec(body)?.[1];
  return undefined;
}
