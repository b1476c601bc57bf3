import { Agent, type ClientRequest, get, type IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import type { Clock } from "../../model/clock.js";
import type { Profile } from "../../model/profile.js";
import type { Recorder } from "../../transcript/recorder.js";
import { secretParameters } from "./map-config.js";
import { redactBody, redactUrl } from "./redact.js";

export interface HttpRequest {
  readonly url: string;
  /** Names of query parameters whose values no event may show. */
  readonly secrets?: readonly string[];
  /** A larger answer is an error. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export type HttpAnswer =
  | { readonly ok: true; readonly status: number; readonly body: string; readonly url: string }
  | { readonly ok: false; readonly reason: string };

export interface HttpClientOptions {
  /** Local address of the phone; every connection leaves from it. */
  readonly bindHost: string;
  readonly userAgent: string;
  readonly timeoutMs: number;
  readonly recorder: Recorder;
  readonly clock: Clock;
  /** Says which parameters of a configuration file hold passwords. */
  readonly profile: Profile;
  /** Name to IPv4 address in the network of the desk; undefined where the name does not resolve. */
  readonly resolve: (host: string) => Promise<string | undefined>;
  /** Who may sign the server's certificate, as PEM; undefined: those of the machine (HD-36). */
  readonly trust: { readonly authority: string | undefined };
}

const maxRedirects = 3;
/** Longer bodies are cut in events only. */
const maxRecordedCharacters = 4000;
/** Connections are not kept: a phone that does little must not hold a socket at the server. */
const agent = new Agent({ keepAlive: false });

/** The web client of one phone. It never throws and never waits longer than its time-out for one answer. */
export class HttpClient {
  readonly #options: HttpClientOptions;

  constructor(options: HttpClientOptions) {
    this.#options = options;
  }

  /** GET, with up to three redirects followed (phones.md §4). */
  async get(request: HttpRequest): Promise<HttpAnswer> {
    let url = request.url;
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const { answer, location } = await this.#once(url, request);
      if (!answer.ok || answer.status < 300 || answer.status > 399) return answer;
      const next =
        location === undefined || !URL.canParse(location, url) ? undefined : new URL(location, url);
      if (!next) return { ok: false, reason: `${answer.status} without an address to go to` };
      url = next.href;
    }
    return { ok: false, reason: `more than ${maxRedirects} redirects` };
  }

  #once(url: string, request: HttpRequest): Promise<{ answer: HttpAnswer; location?: string | undefined }> {
    const { recorder, clock, timeoutMs } = this.#options;
    const shown = redactUrl(url, request.secrets);
    if (recorder.detail === "full") {
      recorder.record({ type: "http", direction: "request", method: "GET", url: shown });
    }
    return new Promise((resolve) => {
      const open: { request?: ClientRequest } = {};
      let done = false;
      const finish = (answer: HttpAnswer, location?: string): void => {
        if (done) return;
        done = true;
        cancelTimer();
        request.signal.removeEventListener("abort", onAbort);
        open.request?.destroy();
        this.#recordAnswer(shown, answer);
        resolve({ answer, location });
      };
      const fail = (reason: string): void => finish({ ok: false, reason });
      const onAbort = (): void => fail("given up");
      const cancelTimer = clock.after(timeoutMs, () => fail(`no answer within ${timeoutMs / 1000} s`));
      request.signal.addEventListener("abort", onAbort);
      if (request.signal.aborted) return onAbort();
      try {
        open.request = get(url, this.#requestOptions(), (response) =>
          collect(response, request.maxBytes, fail, (body) =>
            finish({ ok: true, status: response.statusCode ?? 0, body, url }, response.headers.location),
          ),
        );
        open.request.on("error", (error) => fail(error.message));
      } catch {
        // Not the error's own text: it may repeat the address with its query.
        fail("not an http address");
      }
    });
  }

  #requestOptions() {
    const { bindHost, userAgent } = this.#options;
    return {
      agent,
      localAddress: bindHost,
      family: isIPv6(bindHost) ? 6 : 4,
      headers: { "User-Agent": userAgent, Accept: "text/xml, application/xml" },
    };
  }

  #recordAnswer(url: string, answer: HttpAnswer): void {
    const { recorder, profile } = this.#options;
    if (recorder.detail !== "full") return;
    const common = { type: "http", direction: "response", method: "GET", url } as const;
    if (!answer.ok) {
      recorder.record({ ...common, error: answer.reason });
      return;
    }
    const body = redactBody(answer.body, secretParameters(profile));
    const shortened = body.length > maxRecordedCharacters ? `${body.slice(0, maxRecordedCharacters)}…` : body;
    recorder.record({ ...common, status: answer.status, body: shortened });
  }
}

function collect(
  response: IncomingMessage,
  maxBytes: number,
  fail: (reason: string) => void,
  done: (body: string) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) return fail(`the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  });
  response.on("end", () => done(Buffer.concat(chunks).toString("utf8")));
  response.on("error", (error) => fail(error.message));
  response.on("aborted", () => fail("the answer was cut off"));
}
