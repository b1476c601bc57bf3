import type { Random } from "../../../sim/model/random.js";

/** What somebody writes who means no good, or has misread the RFC. */
const oddities = [
  ...[
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\n ",
    "\0",
    "%00",
    "%",
    ";",
    ",",
    '"',
    '\\"',
    "<",
    ">",
    "<sip:",
    "sip:",
    "@",
    ":",
    "=",
  ],
  ...[
    "\u00fc",
    "\ud83d\ude00",
    "*",
    "-1",
    "0",
    "4294967296",
    "99999999999999999999",
    "1e9",
    "SIP/2.0",
    "sip/7.0",
  ],
  ...[
    ";lr",
    ";rport=x",
    ";branch=z9hG4bK",
    ";tag=",
    ";expires=",
    ";received=300.1.1.1",
    "[::1]",
    "tel:911",
    "sips:",
  ],
  ...[
    "\r\nContact: *",
    "\r\nExpires: 0",
    "\r\nRequire: 100rel",
    "\r\nContent-Length: 99999",
    "\r\nReplaces: a",
  ],
  ...["\r\nRoute: <sip:127.0.0.1;lr>", "\r\nVia: SIP/2.0/UDP 1.2.3.4", "\r\nMax-Forwards: 0", "__proto__"],
];

const longest = 8000;

/**
 * SIP messages with something changed, one after the other without an end: bytes, tokens, lines and parts of other messages.
 * The same seed gives the same ones.
 */
export class SipMutants {
  readonly #random: Random;
  readonly #seeds: string[];

  /** @param seeds messages to begin with, as they would go over the wire */
  constructor(random: Random, seeds: readonly string[]) {
    this.#random = random;
    this.#seeds = [...seeds];
  }

  /** @param seed what to change; default: any of the messages to begin with */
  next(seed = this.#any(this.#seeds)): string {
    let text = seed;
    for (let left = this.#random.integer(1, 4); left > 0; left--) text = this.#changed(text);
    return text.slice(0, longest);
  }

  #changed(text: string): string {
    const random = this.#random;
    const at = random.integer(0, text.length);
    const until = Math.min(text.length, at + random.integer(0, 12));
    switch (random.integer(0, 8)) {
      case 0:
        return text.slice(0, at) + this.#any(oddities) + text.slice(at);
      case 1:
        return text.slice(0, at) + this.#any(oddities) + text.slice(until);
      case 2:
        return text.slice(0, at) + text.slice(until);
      case 3:
        return text.slice(0, at) + String.fromCharCode(random.integer(0, 255)) + text.slice(at + 1);
      case 4:
        return text.slice(0, at) + text.slice(at, until).repeat(random.integer(2, 60)) + text.slice(until);
      case 5:
        return this.#moved(text);
      case 6:
        return text.slice(0, at) + this.#any(this.#seeds).slice(at);
      case 7:
        return this.#withOtherLine(text);
      default:
        return text.replace(/\d+/, () => this.#any(oddities));
    }
  }

  /** One line stands elsewhere, or twice. */
  #moved(text: string): string {
    const lines = text.split("\r\n");
    const [line = ""] = lines.slice(this.#random.integer(0, lines.length - 1));
    lines.splice(this.#random.integer(0, lines.length), this.#random.integer(0, 1), line);
    return lines.join("\r\n");
  }

  /** A line of another message in the place of one of these. */
  #withOtherLine(text: string): string {
    const lines = text.split("\r\n");
    const other = this.#any(this.#any(this.#seeds).split("\r\n"));
    lines.splice(this.#random.integer(1, lines.length), this.#random.integer(0, 1), other);
    return lines.join("\r\n");
  }

  #any<Item>(items: readonly Item[]): Item {
    const item = items[this.#random.integer(0, items.length - 1)];
    if (item === undefined) throw new Error("there is nothing to choose from");
    return item;
  }
}
