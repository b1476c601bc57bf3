/** SIP messages that came to a socket of a test, in order. */
export class Heard {
  readonly texts: string[] = [];
  readonly #waiting = new Set<() => void>();

  add(text: string): void {
    this.texts.push(text);
    for (const look of [...this.#waiting]) look();
  }

  /** The first text that fits, waiting for it if need be. */
  until(fits: (text: string) => boolean): Promise<string> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.texts.find(fits);
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }
}

/** 0 for a request. By position: an answer to a broken request may lack what a parser asks for. */
export function statusOf(text: string): number {
  return text.startsWith("SIP/2.0 ") ? Number(text.slice(8, 11)) : 0;
}
