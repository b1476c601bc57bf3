import { createSocket, type Socket } from "node:dgram";
import { type Socket as Connection, createServer, type Server } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { onTestFinished } from "vitest";
import type { TlsIdentity } from "../../../../sim/sip/transport/tls.js";

/** A REGISTER as it came in, read with plain text means: the peer must not share the product's parser. */
export class Heard {
  readonly from: { readonly host: string; readonly port: number };

  constructor(
    readonly text: string,
    from: { host: string; port: number },
  ) {
    this.from = from;
  }

  header(name: string): string | undefined {
    return new RegExp(`^${name}[ \\t]*:[ \\t]*(.*)\\r$`, "im").exec(this.text)?.[1];
  }

  get cseq(): number {
    return Number.parseInt(this.header("CSeq") ?? "", 10);
  }

  get branch(): string {
    return /branch=([^;\r]+)/.exec(this.text)?.[1] ?? "";
  }

  /** Between the brackets. */
  get contact(): string {
    return /<(.*)>/.exec(this.header("Contact") ?? "")?.[1] ?? "";
  }

  /** A parameter of Authorization, unquoted. */
  credential(name: string): string | undefined {
    const value = new RegExp(`\\b${name}=("[^"]*"|[^,]*)`).exec(this.header("Authorization") ?? "")?.[1];
    return value?.replaceAll('"', "");
  }

  /** An answer with the headers that it must copy, the source in the top Via, and these lines. */
  answer(status: string, lines: readonly string[] = []): string {
    const via = (this.header("Via") ?? "").replace(
      ";rport",
      `;rport=${this.from.port};received=${this.from.host}`,
    );
    const to = `${this.header("To")};tag=peer`;
    const copied = [`Via: ${via}`, `From: ${this.header("From")}`, `To: ${to}`];
    copied.push(`Call-ID: ${this.header("Call-ID")}`, `CSeq: ${this.header("CSeq")}`);
    return [`SIP/2.0 ${status}`, ...copied, ...lines, "Content-Length: 0", "", ""].join("\r\n");
  }

  /** 200 that lists the own contact. */
  accept(seconds = 300, lines: readonly string[] = []): string {
    return this.answer("200 OK", [`Contact: <${this.contact}>;expires=${seconds}`, "Expires: 300", ...lines]);
  }

  challenge(parameters: string): string {
    return this.answer("401 Unauthorized", [`WWW-Authenticate: Digest ${parameters}`]);
  }
}

/**
 * What to answer to the n-th request (from 0): nothing, one message or several. Asked again, with the number of the
 * copy, for a retransmission of what it did not answer.
 */
export type Script = (request: Heard, index: number, copy: number) => string | readonly string[] | undefined;

/** A registrar on loopback that does what the test says. */
export class ScriptedRegistrar {
  /** Requests in order, without copies. */
  readonly heard: Heard[] = [];
  readonly copies: Heard[] = [];
  /** By branch and source: what a server transaction repeats. */
  readonly #answers = new Map<
    string,
    { readonly index: number; copies: number; answers: readonly string[] }
  >();
  /** Over TCP, and below TLS: the connections that are open. */
  readonly connections = new Set<Connection>();
  readonly #script: Script;
  readonly #waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  address = { host: "", port: 0 };
  #socket: Socket | undefined;
  #server: Server | undefined;
  /** Over TLS: the certificate that it shows. */
  readonly #identity: TlsIdentity | undefined;

  constructor(script: Script, identity?: TlsIdentity) {
    this.#script = script;
    this.#identity = identity;
  }

  static async udp(script: Script): Promise<ScriptedRegistrar> {
    const registrar = new ScriptedRegistrar(script);
    const socket = createSocket("udp4");
    registrar.#socket = socket;
    socket.on("message", (data, { address, port }) => {
      for (const answer of registrar.#hear(data.toString(), { host: address, port })) {
        socket.send(answer, port, address);
      }
    });
    await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
    registrar.address = { host: "127.0.0.1", port: socket.address().port };
    onTestFinished(() => new Promise<void>((resolve) => socket.close(() => resolve())));
    return registrar;
  }

  /** @param host one of its own, for a registrar that must find its port free when it comes back */
  static tcp(script: Script, host = "127.0.0.1"): Promise<ScriptedRegistrar> {
    return ScriptedRegistrar.#stream(new ScriptedRegistrar(script), host);
  }

  /** @param identity for its host */
  static tls(script: Script, host: string, identity: TlsIdentity): Promise<ScriptedRegistrar> {
    return ScriptedRegistrar.#stream(new ScriptedRegistrar(script, identity), host);
  }

  static async #stream(registrar: ScriptedRegistrar, host: string): Promise<ScriptedRegistrar> {
    registrar.address = { host, port: 0 };
    await registrar.listen();
    onTestFinished(() => registrar.goDown());
    return registrar;
  }

  /** Listens for connections, on its port of before. */
  async listen(): Promise<void> {
    const serve = (connection: Connection) => this.#serve(connection);
    const server =
      this.#identity === undefined
        ? createServer(serve)
        : createTlsServer({ cert: this.#identity.certificate, key: this.#identity.key }, serve);
    // Also one whose handshake is not over yet goes down with the registrar.
    server.on("connection", (connection: Connection) => {
      this.connections.add(connection);
      connection.on("close", () => this.connections.delete(connection));
      connection.on("error", () => undefined);
    });
    this.#server = server;
    const { host, port } = this.address;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    this.address = { host, port: address.port };
  }

  /** Its connections are gone, and new ones are refused. */
  async goDown(): Promise<void> {
    for (const connection of this.connections) connection.destroy();
    await new Promise<void>((resolve) => this.#server?.close(() => resolve()));
  }

  /** Resolves with the n-th request, from 0, once it has come. */
  async request(index: number): Promise<Heard> {
    const known = this.heard[index];
    if (known !== undefined) return known;
    await new Promise<void>((resolve) => this.#waiting.push({ count: index + 1, resolve }));
    return this.request(index);
  }

  /** Sends something unasked (UDP). */
  send(text: string, to: { readonly host: string; readonly port: number }): void {
    this.#socket?.send(text, to.port, to.host);
  }

  #hear(text: string, from: { host: string; port: number }): readonly string[] {
    const request = new Heard(text, from);
    const key = `${request.branch} ${from.host}:${from.port}`;
    const known = this.#answers.get(key);
    if (known !== undefined) {
      this.copies.push(request);
      if (known.answers.length === 0) known.answers = this.#ask(request, known.index, ++known.copies);
      return known.answers;
    }
    const index = this.heard.length;
    const answers = this.#ask(request, index, 0);
    this.#answers.set(key, { index, copies: 0, answers });
    this.heard.push(request);
    for (const waiter of this.#waiting.splice(0)) {
      if (this.heard.length >= waiter.count) waiter.resolve();
      else this.#waiting.push(waiter);
    }
    return answers;
  }

  #ask(request: Heard, index: number, copy: number): readonly string[] {
    const answer = this.#script(request, index, copy);
    if (answer === undefined) return [];
    return typeof answer === "string" ? [answer] : answer;
  }

  #serve(connection: Connection): void {
    connection.on("error", () => undefined);
    let pending = "";
    connection.on("data", (chunk) => {
      pending += chunk.toString();
      for (let end = pending.indexOf("\r\n\r\n"); end !== -1; end = pending.indexOf("\r\n\r\n")) {
        const text = pending.slice(0, end + 4);
        pending = pending.slice(end + 4);
        const from = { host: connection.remoteAddress ?? "", port: connection.remotePort ?? 0 };
        for (const answer of this.#hear(text, from)) connection.write(answer);
      }
    });
  }
}
