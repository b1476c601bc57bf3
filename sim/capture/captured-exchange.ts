import type { Recorder } from "../transcript/recorder.js";
import { captureBody, unpacked } from "./captured-body.js";
import type { ForwardedAnswer } from "./forward-http.js";
import {
  type KnownSecrets,
  redactAddress,
  redactForm,
  redactHeader,
  redactText,
  secretFieldsOf,
  typedIn,
} from "./redact-captured.js";

/** A request as it came from a phone. */
export interface CapturedRequest {
  readonly exchange: number;
  readonly method: string;
  /** Whole, with the scheme and host of the PBX. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** More fields than all forms of an app have. */
const mostFields = 10_000;

/**
 * Writes HTTP into a recording, without its secrets. It learns as it goes: of a form, which fields are secret; of what
 * is typed there, what to hide wherever else it stands.
 */
export class ExchangeLog {
  readonly #fields = new Set<string>();
  readonly #known: KnownSecrets;
  readonly #inUse: Set<string>;

  /** @param inUse texts that stay legible; what was typed into fields that hold no secret is added */
  constructor(parameters: ReadonlySet<number>, inUse: Set<string>) {
    this.#known = { parameters, fields: this.#fields };
    this.#inUse = inUse;
  }

  request(recorder: Recorder, { exchange, method, url, headers, body }: CapturedRequest): string {
    const type = headerOf(headers, "content-type");
    const query = /[?;].*$/s.exec(url)?.[0] ?? "";
    const plain = unpacked(body, headerOf(headers, "content-encoding"));
    const isForm = /x-www-form-urlencoded/i.test(type ?? "");
    for (const typed of [query, isForm ? (plain?.toString("utf8") ?? "") : ""]) this.#learn(recorder, typed);
    const shown = redactAddress(url, this.#known);
    recorder.record({
      ...({ type: "http", direction: "request", exchange, method, url: shown } as const),
      headers: this.#headers(headers),
      ...(plain === undefined
        ? { encoding: "left-out" as const }
        : captureBody(plain, type, (text) =>
            isForm ? redactForm(text, this.#known) : redactText(text, this.#known),
          )),
    });
    return shown;
  }

  /** @param shown address of the request, as `request` has recorded it */
  response(
    recorder: Recorder,
    { exchange, method }: CapturedRequest,
    shown: string,
    answer: ForwardedAnswer,
  ): void {
    const common = { type: "http", direction: "response", exchange, method, url: shown } as const;
    if (!answer.ok) {
      recorder.record({ ...common, error: answer.reason });
      return;
    }
    const { status, headers, body } = answer;
    const plain = unpacked(body, headerOf(headers, "content-encoding"));
    const type = headerOf(headers, "content-type");
    if (plain !== undefined) this.#learnForm(plain);
    recorder.record({
      ...common,
      status,
      headers: this.#headers(headers),
      ...(plain === undefined
        ? { encoding: "left-out" as const }
        : captureBody(plain, type, (text) => redactText(text, this.#known))),
    });
  }

  #learn(recorder: Recorder, typed: string): void {
    if (typed === "") return;
    const { secrets, others } = typedIn(typed, this.#known);
    if (this.#inUse.size < mostFields) for (const each of others) this.#inUse.add(each);
    for (const secret of secrets) if (secret !== "") recorder.hide(secret);
  }

  #learnForm(page: Buffer): void {
    if (page.length > 1024 * 1024 || this.#fields.size > mostFields) return;
    for (const field of secretFieldsOf(page.toString("utf8"))) this.#fields.add(field);
  }

  #headers(headers: readonly (readonly [string, string])[]): Record<string, string> {
    const kept: Record<string, string> = Object.create(null);
    for (const [name, value] of headers) {
      const lower = name.toLowerCase();
      const clean = redactHeader(lower, value, this.#known);
      kept[lower] = kept[lower] === undefined ? clean : `${kept[lower]}, ${clean}`;
    }
    return { ...kept };
  }
}

function headerOf(headers: readonly (readonly [string, string])[], wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}
