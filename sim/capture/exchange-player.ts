import { matchesPairs, matchesPath, matchesRedacted } from "./matches-redacted.js";
import type { RecordedExchange } from "./recording.js";

/** What a phone asks of a replay. */
export interface AskedRequest {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly body: string;
}

/**
 * Plays the answers of a recording to one phone, in their order: the same request gets its first answer first. When all
 * have been given, it gets the last one again; and an answer that came after something was done (a form was sent) waits
 * until that has been done here too, so that a phone that starts twice does not find itself logged in.
 */
export class ExchangePlayer {
  readonly #exchanges: readonly RecordedExchange[];
  readonly #given = new Set<number>();

  constructor(exchanges: readonly RecordedExchange[]) {
    this.#exchanges = exchanges;
  }

  /** How many of the recorded answers were given. */
  get given(): number {
    return this.#given.size;
  }

  /** @returns undefined where the recording has no such request */
  answerTo(asked: AskedRequest): RecordedExchange | undefined {
    const fitting = this.#exchanges.flatMap((each, index) => (fits(each, asked) ? [index] : []));
    const before = fitting.filter((index) => this.#given.has(index)).at(-1);
    const next = fitting.find((index) => !this.#given.has(index) && index > (before ?? -1));
    const chosen =
      next === undefined || (before !== undefined && this.#isEarly(next, before)) ? before : next;
    if (chosen === undefined) return undefined;
    this.#given.add(chosen);
    return this.#exchanges[chosen];
  }

  /** Something was done between the two that has not been done here. */
  #isEarly(next: number, before: number): boolean {
    return this.#exchanges.some(
      (each, index) => index > before && index < next && isDeed(each) && !this.#given.has(index),
    );
  }
}

/** Of what a phone only fetches the path says all. */
function isDeed({ method, path }: RecordedExchange): boolean {
  return !["GET", "HEAD", "OPTIONS"].includes(method) || path.includes("?");
}

function fits({ method, path, request, contentType }: RecordedExchange, asked: AskedRequest): boolean {
  if (method !== asked.method || !matchesPath(path, asked.path)) return false;
  if (request.encoding === "left-out" || request.encoding === "base64") return true;
  const isForm = /x-www-form-urlencoded/i.test(contentType ?? "");
  return (isForm ? matchesPairs : matchesRedacted)(request.body ?? "", asked.body);
}
