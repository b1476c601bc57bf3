import type { Clock } from "../../model/clock.js";
import type { ScreenView } from "../../transcript/handset-view.js";
import type { Recorder } from "../../transcript/recorder.js";
import { type AppScreen, viewOf } from "./app-screen.js";

/**
 * The display: an app's screen on top of the idle screen. An app's screen closes by itself after the time-out without
 * input; the state of the phone below it never changes by that (T8).
 */
export class Display {
  readonly #recorder: Recorder;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  #idle: ScreenView | undefined;
  #app: AppScreen | undefined;
  #cancelTimeout: (() => void) | undefined;

  constructor(recorder: Recorder, clock: Clock, timeoutMs: number) {
    this.#recorder = recorder;
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
  }

  /** The app's screen that is open. */
  get app(): AppScreen | undefined {
    return this.#app;
  }

  /** Shows an app's screen; also the answer to an input, so the time-out starts again. */
  show(screen: AppScreen): void {
    this.#app = screen;
    this.touch();
    this.#draw(viewOf(screen));
  }

  /** Input came: the time-out starts again. */
  touch(): void {
    this.#cancelTimeout?.();
    this.#cancelTimeout = this.#clock.after(this.#timeoutMs, () => this.close());
  }

  /** Back to the idle screen; nothing where no app's screen is open. */
  close(): void {
    if (!this.#app) return;
    this.#forget();
    if (this.#idle) this.#draw(this.#idle);
  }

  /** The idle screen changed. It is seen only where no app's screen covers it. */
  idle(view: ScreenView): void {
    this.#idle = view;
    if (!this.#app) this.#draw(view);
  }

  /** Power is gone: dark, and what was typed is forgotten. */
  dark(): void {
    this.#forget();
    this.#idle = undefined;
  }

  #forget(): void {
    this.#cancelTimeout?.();
    this.#cancelTimeout = undefined;
    this.#app = undefined;
  }

  #draw(screen: ScreenView): void {
    this.#recorder.record({ type: "screen", screen });
  }
}
