/** One connected application, as the SIP side of the server sees it. */
export interface App {
  /** False as soon as the connection is lost. */
  readonly connected: boolean;
  /** Sends one payload; silently nothing when the connection is lost. */
  send(payload: string): void;
  /**
   * Sends one payload and calls `then` when the application can be expected to have read it.
   * drachtio-srf attaches the listener for the responses of a request a moment after it has read the echo of the
   * request; a response in the same chunk would be lost.
   */
  sendThen(payload: string, then: () => void): void;
}
