import type { Clock } from "../../../model/clock.js";
import { DeskfleetError } from "../../../model/errors.js";
import type { AmiFields } from "./action-text.js";
import { type AmiAddress, AmiConnection, isRefusedConnection } from "./connection.js";
import type { AmiMessage } from "./message.js";

/** Whether Asterisk is gone, or has only closed the connection, the first tries tell. */
const firstPauseMs = 25;
/** Desks are without an emergency path until it is known that it is back. */
const longestPauseMs = 1000;

export interface AmiLinkOptions extends AmiAddress {
  readonly clock: Clock;
  readonly onEvent: (event: AmiMessage) => void;
  /** Events may have been missed from here on … */
  readonly onLost: (why: DeskfleetError) => void;
  /** Once meanwhile: nobody listens there any more, so it is Asterisk that has gone, and not the way to it. */
  readonly onDown: () => void;
  /** … up to here: what is known has to be asked for again. */
  readonly onBack: () => void;
}

/**
 * A connection to the manager interface that comes back after Asterisk was away: at once, then after twice as long each
 * time, up to 1 s. While it is away every question is refused, none is kept for later.
 */
export class AmiLink {
  readonly #options: AmiLinkOptions;
  #connection: AmiConnection | undefined;
  #away: DeskfleetError | undefined;
  #isDown = false;
  #pauseMs = firstPauseMs;
  #stopWaiting: () => void = () => undefined;
  readonly #closing = new AbortController();

  private constructor(options: AmiLinkOptions) {
    this.#options = options;
  }

  /** @throws DeskfleetError DF_AMI_CONNECT, DF_AMI_LOGIN: the first time nothing is tried again */
  static async open(options: AmiLinkOptions): Promise<AmiLink> {
    const link = new AmiLink(options);
    await link.#connect();
    return link;
  }

  /** @throws DeskfleetError DF_AMI_REFUSED, DF_AMI_CONNECT */
  ask(action: string, fields: AmiFields = {}): Promise<AmiMessage> {
    return this.#there().then((connection) => connection.ask(action, fields));
  }

  /** @throws DeskfleetError DF_AMI_REFUSED, DF_AMI_CONNECT */
  list(action: string, completeEvent: string, fields: AmiFields = {}): Promise<readonly AmiMessage[]> {
    return this.#there().then((connection) => connection.list(action, completeEvent, fields));
  }

  close(): void {
    this.#closing.abort();
    this.#stopWaiting();
    this.#connection?.close();
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  async #there(): Promise<AmiConnection> {
    if (this.#connection) return this.#connection;
    throw this.#away ?? new DeskfleetError("DF_AMI_CONNECT", "AMI: it was closed");
  }

  async #connect(): Promise<void> {
    const { host, port, user, secret, onEvent } = this.#options;
    const opened = await AmiConnection.open({
      ...{ host, port, user, secret, onEvent, signal: this.#closing.signal },
      onLost: (why) => {
        this.#connection = undefined;
        this.#away = why;
        this.#options.onLost(why);
        this.#tryLater();
      },
    });
    if (this.#isClosed) opened.close();
    else this.#connection = opened;
  }

  #foundAway(why: DeskfleetError): void {
    this.#away = why;
    if (this.#isClosed || this.#isDown || !isRefusedConnection(why)) return;
    this.#isDown = true;
    this.#options.onDown();
  }

  #tryLater(): void {
    if (this.#isClosed) return;
    this.#stopWaiting = this.#options.clock.after(this.#pauseMs, () => {
      this.#connect().then(
        () => {
          this.#pauseMs = firstPauseMs;
          this.#isDown = false;
          if (!this.#isClosed) this.#options.onBack();
        },
        (error: unknown) => {
          if (error instanceof DeskfleetError) this.#foundAway(error);
          this.#pauseMs = Math.min(2 * this.#pauseMs, longestPauseMs);
          this.#tryLater();
        },
      );
    });
  }
}
