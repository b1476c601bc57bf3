import { type ClientRequest, Agent as HttpAgent, get as httpGet, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, get as httpsGet } from "node:https";
import { isIPv6, type LookupFunction } from "node:net";
import type { Clock } from "../../model/clock.js";
import type { Profile } from "../../model/profile/profile.js";
import type { Recorder } from "../../transcript/recorder.js";
import type { ServerTrust } from "../server-trust.js";
import { decodedBody } from "./content-encoding.js";
import { decodeLoosely, decodeXml } from "./decode-body.js";
import { failureText, UnresolvedName } from "./http-failure.js";
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
  readonly trust: ServerTrust;
}

const maxRedirects = 3;
/** Longer bodies are cut in events only. */
const maxRecordedCharacters = 4000;
/** No address of a server of ours is nearly as long; looking through one takes time with its length. */
const maxUrlCharacters = 4000;
/** Connections are not kept: a phone that does little must not hold a socket at the server. */
const httpAgent = new HttpAgent({ keepAlive: false });
/** Nor are TLS sessions: a resumed one would take a certificate that was checked by another phone's rules. */
const httpsAgent = new HttpsAgent({ keepAlive: false, maxCachedSessions: 0 });

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
    if (url.length > maxUrlCharacters) {
      return Promise.resolve({ answer: { ok: false, reason: "the address is too long" } });
    }
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
        open.request = this.#request(url, (response) =>
          collect(response, request.maxBytes, fail, (body) =>
            finish({ ok: true, status: response.statusCode ?? 0, body, url }, response.headers.location),
          ),
        );
        open.request.on("error", (error) => fail(failureText(error)));
        open.request.on("upgrade", (_response, socket) => {
          socket.destroy();
          fail("the answer is not HTTP");
        });
      } catch {
        // Not the error's own text: it may repeat the address with its query.
        fail("not an http address");
      }
    });
  }

  /** @throws where the address is none of http or https */
  #request(url: string, answered: (response: IncomingMessage) => void): ClientRequest {
    const { bindHost, userAgent, trust } = this.#options;
    const options = {
      localAddress: bindHost,
      family: isIPv6(bindHost) ? 6 : 4,
      lookup: this.#lookup,
      headers: { "User-Agent": userAgent, Accept: "text/xml, application/xml" },
    };
    if (!url.startsWith("https:")) return httpGet(url, { ...options, agent: httpAgent }, answered);
    const ca = trust.authority === undefined ? {} : { ca: trust.authority };
    return httpsGet(
      url,
      { ...options, ...ca, rejectUnauthorized: trust.checked, agent: httpsAgent },
      answered,
    );
  }

  readonly #lookup: LookupFunction = (host, options, done) => {
    const resolved = async (): Promise<string> => {
      const address = await this.#options.resolve(host);
      if (address === undefined) throw new UnresolvedName(host);
      return address;
    };
    resolved().then(
      (address) => {
        const family = isIPv6(address) ? 6 : 4;
        if (options.all === true) done(null, [{ address, family }]);
        else done(null, address, family);
      },
      (error: NodeJS.ErrnoException) => done(error, "", 4),
    );
  };

  #recordAnswer(url: string, answer: HttpAnswer): void {
    const { recorder, profile } = this.#options;
    if (recorder.detail !== "full") return;
    const common = { type: "http", direction: "response", method: "GET", url } as const;
    if (!answer.ok) {
      recorder.record({ ...common, error: answer.reason });
      return;
    }
    // Cut first: the time that redaction takes grows with the text.
    const cut = answer.body.length > maxRecordedCharacters;
    const kept = cut ? withoutCutWord(answer.body.slice(0, maxRecordedCharacters)) : answer.body;
    const body = redactBody(kept, secretParameters(profile));
    recorder.record({ ...common, status: answer.status, body: cut ? `${body}…` : body });
  }
}

/** Half a word may be half a secret, which could not be recognised any more. */
function withoutCutWord(text: string): string {
  const cut = text.search(/(?<![^\s<>"'])[^\s<>"']{1,500}$/);
  return cut < 0 ? text : text.slice(0, cut);
}

/** XML, or what a server sends that cannot tell types by the name of a file. */
function isXml(contentType: string | undefined): boolean {
  return contentType === undefined || /^\s*(text|application)\/xml\s*(;|$)/i.test(contentType);
}

function collect(
  response: IncomingMessage,
  maxBytes: number,
  fail: (reason: string) => void,
  done: (body: string) => void,
): void {
  const contentType = response.headers["content-type"];
  if (response.statusCode === 200 && !isXml(contentType)) {
    fail(`not XML: ${contentType?.split(";", 1)[0]?.trim().slice(0, 80)}`);
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  response.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) return fail(`the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  });
  response.on("end", () => {
    const bytes = decodedBody(Buffer.concat(chunks), response.headers["content-encoding"] ?? "", maxBytes);
    if (typeof bytes === "string") return fail(bytes);
    if (response.statusCode !== 200) return done(decodeLoosely(bytes, contentType));
    const body = decodeXml(bytes, contentType);
    return body.ok ? done(body.text) : fail(body.reason);
  });
  response.on("error", () => fail("the answer was cut off"));
}
