import { AmiMessage } from "./message.js";

/** Octets. A dial plan variable fills a line in Asterisk with 4 KiB at most. */
const lineLimit = 64 * 1024;
/** The longest answer is the output of a command. */
const messageLimit = 4 * 1024 * 1024;

/** What the greeting begins with: `Asterisk Call Manager/11.0.0`. */
const greeting = "Asterisk Call Manager";

/** Why nothing of that connection can be believed any more. */
export class AmiFramingFault extends Error {}

/**
 * Cuts what Asterisk sends into messages: lines `Name: value`, ended by an empty one. The first line is a greeting. Lines
 * without a colon are left out, as the output of a command had them in Asterisk before 14.
 */
export class AmiFrames {
  #rest = "";
  #greeted = false;
  #fields: [name: string, value: string][] = [];
  #octets = 0;

  /**
   * @param text what came, decoded from UTF-8 over the borders of packets
   * @throws AmiFramingFault where another program is there, or what came is longer than Asterisk ever sends
   */
  *push(text: string): Generator<AmiMessage> {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const each of lines) {
      const message = this.#line(each.endsWith("\r") ? each.slice(0, -1) : each);
      if (message) yield message;
    }
    if (this.#rest.length > lineLimit) throw new AmiFramingFault("a line without an end");
    if (!this.#greeted && !couldGreet(this.#rest)) throw notAsterisk(this.#rest);
  }

  #line(line: string): AmiMessage | undefined {
    if (line.length > lineLimit) throw new AmiFramingFault("a line that is too long");
    if (!this.#greeted) {
      if (!line.startsWith(greeting)) throw notAsterisk(line);
      this.#greeted = true;
      return undefined;
    }
    if (line === "") {
      const fields = this.#fields;
      this.#fields = [];
      this.#octets = 0;
      return fields.length === 0 ? undefined : new AmiMessage(fields);
    }
    this.#octets += line.length;
    if (this.#octets > messageLimit) throw new AmiFramingFault("a message that is too long");
    const colon = line.indexOf(":");
    if (colon > 0) this.#fields.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    return undefined;
  }
}

function couldGreet(begun: string): boolean {
  return greeting.startsWith(begun.slice(0, greeting.length));
}

function notAsterisk(line: string): AmiFramingFault {
  return new AmiFramingFault(`no Asterisk manager is there: it says ${JSON.stringify(line.slice(0, 60))}`);
}
