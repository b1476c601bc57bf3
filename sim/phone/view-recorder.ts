import type { Clock } from "../model/clock.js";
import type { EventBody } from "../transcript/event.js";
import { type HandsetView, newHandsetView, reduceHandset } from "../transcript/handset-view.js";
import type { Recorder } from "../transcript/recorder.js";

/** Passes every event on and keeps what can be seen on the handset up to date. */
export class ViewRecorder implements Recorder {
  readonly detail: Recorder["detail"];
  readonly #inner: Recorder;
  readonly #clock: Clock;
  readonly #onRegistration: () => void;
  #view: HandsetView;

  /** @param onRegistration the registration has changed, and the view with it */
  constructor(inner: Recorder, clock: Clock, name: string, onRegistration: () => void) {
    this.detail = inner.detail;
    this.#inner = inner;
    this.#clock = clock;
    this.#onRegistration = onRegistration;
    this.#view = newHandsetView(name, undefined);
  }

  get view(): HandsetView {
    return this.#view;
  }

  hide(secret: string): void {
    this.#inner.hide(secret);
  }

  /** The view changes first, so that a listener of the event sees the handset after it. */
  record(body: EventBody): void {
    if (body.type !== "sip" && body.type !== "http") {
      this.#view = reduceHandset(this.#view, { ...body, seq: 0, atMs: this.#clock.now() });
    }
    this.#inner.record(body);
    if (body.type === "registration") this.#onRegistration();
  }
}
