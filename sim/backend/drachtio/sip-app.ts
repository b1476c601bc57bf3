import type { Socket } from "node:net";
import Srf from "drachtio-srf";
import { DeskfleetError } from "../../model/errors.js";

/**
 * drachtio-srf 5 as this program uses it. Its own type file lacks the callback forms and several methods; the
 * callback forms are the ones that lose nothing when the server sends two messages in one chunk.
 */

export type Headers = Record<string, string>;

export interface IncomingRequest {
  readonly method: string;
  readonly uri: string;
  /** The whole message as it came, with `received` and `rport` filled in. */
  readonly raw: string;
  readonly body: string;
  readonly source_address: string;
  readonly source_port: number;
  readonly protocol: string;
  /** `host:port` that it came in on. */
  readonly receivedOn?: string;
  get(name: string): string | undefined;
  on(event: "cancel", listener: () => void): unknown;
}

export interface OutgoingResponse {
  readonly finalResponseSent: boolean;
  send(status: number, options?: { headers?: Headers; body?: string }): void;
  send(status: number, reason: string | undefined, options?: { headers?: Headers; body?: string }): void;
}

export interface IncomingResponse {
  readonly status: number;
  /** The whole message as it came. */
  readonly raw: string;
  readonly body: string;
}

/** A request that this program sent. */
export interface SentRequest {
  cancel(options: { headers?: Headers }, done: (error?: unknown) => void): void;
  on(event: "response", listener: (response: IncomingResponse) => void): unknown;
}

export interface SipDialog {
  readonly remote: { readonly sdp: string };
  /** Of a dialog that this program began, the response that made it. */
  readonly res: { readonly raw?: string };
  /** @param reason the text of its Reason where the server itself ended the call: "ACK timeout" */
  on(event: "destroy", listener: (bye: unknown, reason: string) => void): unknown;
  on(
    event: "modify" | "info" | "refer" | "subscribe",
    listener: (request: IncomingRequest, response: OutgoingResponse) => void,
  ): unknown;
  removeListener(
    event: "info",
    listener: (request: IncomingRequest, response: OutgoingResponse) => void,
  ): unknown;
  /** Sends BYE. */
  destroy(options: { headers?: Headers }, done: (error?: unknown) => void): void;
  /** An INVITE is acknowledged by the library; `done` hears each of its answers, provisional ones too. */
  request(
    options: { method: string; headers?: Headers; body?: string },
    done: (error?: unknown, response?: IncomingResponse) => void,
  ): void;
}

type DialogCreated = (error: unknown, dialog?: SipDialog) => void;

export interface SipApp {
  use(method: string, handler: (request: IncomingRequest, response: OutgoingResponse) => void): void;
  createUAS(
    request: IncomingRequest,
    response: OutgoingResponse,
    options: { localSdp: string; headers?: Headers },
    created: DialogCreated,
  ): void;
  createUAC(
    uri: string,
    options: { localSdp: string; headers?: Headers },
    progress: {
      cbRequest(error: unknown, request?: SentRequest): void;
      cbProvisional(response: IncomingResponse): void;
    },
    created: DialogCreated,
  ): void;
  request(
    uri: string,
    options: { method: string; headers?: Headers; body?: string },
    sent: (error: unknown, request?: SentRequest) => void,
  ): void;
  on(event: "connect", listener: (error: Error | null, hostPorts: string) => void): this;
  on(event: "error", listener: (error: Error) => void): this;
  on(event: "close", listener: () => void): this;
  connect(options: object): unknown;
  disconnect(): void;
  /** Private to the library: the one way to its socket. Undefined before `connect`. */
  readonly _app?: { readonly client: { _getDefaultSocket(): Socket | undefined } };
}

/** The library rejects with an error that carries the final status. @returns undefined where there was none */
export function statusIn(error: unknown): number | undefined {
  return typeof error === "object" && error !== null && "status" in error && typeof error.status === "number"
    ? error.status
    : undefined;
}

/** Control port of a SIP server that speaks drachtio's protocol, ours or a real drachtio-server. */
export interface DrachtioAddress {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
}

/** A connected app. */
export interface SipConnection {
  readonly app: SipApp;
  /** Resolves when the connection is closed. */
  close(): Promise<void>;
}

/**
 * Connects and logs in. Routes must stand before: `prepare` gets the app first.
 *
 * There is no reconnect: dialogs do not survive it (tech/drachtio-wire.md §7), so a lost server is the end of the
 * app, reported through `onLost`.
 * @throws DeskfleetError DF_DRACHTIO_CONNECT
 */
export async function connectSipApp(
  address: DrachtioAddress,
  prepare: (app: SipApp) => void,
  onLost: (reason: string) => void,
): Promise<SipConnection> {
  // The one place where the library's types are replaced by ours.
  const app = new Srf() as unknown as SipApp;
  prepare(app);
  let closing = false;
  let closed: () => void = () => {};
  const gone = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const where = `${address.host}:${address.port}`;
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string, cause?: unknown): void =>
      reject(new DeskfleetError("DF_DRACHTIO_CONNECT", `no SIP server at ${where}: ${why}`, { cause }));
    app.on("connect", (error) => (error ? fail(error.message, error) : resolve()));
    app.on("error", (error) => fail(error.message, error));
    app.on("close", () => {
      closed();
      fail("it closed the connection");
      if (!closing) onLost(`connection to the SIP server at ${where} lost`);
    });
    app.connect({ ...address, reconnect: { maxAttempts: 1 } });
  });
  return {
    app,
    close: async () => {
      closing = true;
      try {
        stopReading(app);
        app.disconnect();
      } catch {
        // The library has no socket, and cannot disconnect, where it is disconnected already.
        closed();
      }
      await gone;
    },
  };
}

/**
 * The library forgets half a frame when it disconnects, and takes what still comes for the start of one: an error that
 * nobody can catch. What comes after the end is read by nobody.
 */
function stopReading(app: SipApp): void {
  const socket = app._app?.client._getDefaultSocket();
  socket?.removeAllListeners("data");
  socket?.resume();
}
