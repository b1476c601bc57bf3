const mark = "•••";

/**
 * Hides what lets a reader of a trace impersonate or guess: digest `response` and `rspauth`
 * (offline guessing needs them; nonce, cnonce and username stay for debugging), passwords in SIP URIs, keys of a keypad.
 */
export function redactSip(text: string): string {
  return (
    text
      .replace(/\b(response|rspauth)(\s*=\s*)("[^"\r\n]*"|[0-9a-f]+)/gi, `$1$2"${mark}"`)
      // A key of a keypad: of a PIN each comes alone.
      .replace(/^(Signal[ \t]*=[ \t]*)\S+/gim, `$1${mark}`)
      .replace(/\b(sips?:[^\s:@<>";]*):[^\s@<>"]*@/gi, `$1:${mark}@`)
  );
}
