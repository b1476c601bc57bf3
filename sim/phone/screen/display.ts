import type { Clock } from "../../model/clock.js";
import type { ScreenView } from "../../transcript/handset-state.js";
import type { Recorder } from "../../transcript/recorder.js";
import { type AppScreen, viewOf } from "./app-screen.js";
import type { IdleScreen } from "./idle-screen.js";

/**
 * The display: an app's screen on top of the idle screen. An app's screen closes by itself after the time-out without
 * input; the state of the phone below it never changes by that (T8).
 */
export class Display {
  readonly #recorder: Recorder;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #mark: () => string;
  #idle: IdleScreen | undefined;
  #app: AppScreen | undefined;
  #drawnMark = "";
  #cancelTimeout: (() => void) | undefined;

  /**
   * @param timeoutMs of a screen that names no time-out of its own
   * @param mark what the idle screen says beside its text, such as Do Not Disturb; "" where there is nothing
   */
  constructor(recorder: Recorder, clock: Clock, timeoutMs: number, mark: () => string) {
    this.#recorder = recorder;
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#mark = mark;
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
    this.hold();
    if (!this.#app) return;
    const ms = this.#app.timeoutMs ?? this.#timeoutMs;
    this.#cancelTimeout = this.#clock.after(ms, () => this.close());
  }

  /** An answer is awaited, which has a time-out of its own: the screen stays until it is there. */
  hold(): void {
    this.#cancelTimeout?.();
    this.#cancelTimeout = undefined;
  }

  /** Back to the idle screen; nothing where no app's screen is open. */
  close(): void {
    if (!this.#app) return;
    this.#forget();
    this.#drawIdle();
  }

  /** The idle screen changed. It is seen only where no app's screen covers it. */
  idle(view: IdleScreen): void {
    this.#idle = view;
    if (!this.#app) this.#drawIdle();
  }

  /** What the mark says may have changed. */
  remark(): void {
    if (!this.#app && this.#mark() !== this.#drawnMark) this.#drawIdle();
  }

  /** Power is gone: dark, and what was typed is forgotten. */
  dark(): void {
    this.#forget();
    this.#idle = undefined;
  }

  #forget(): void {
    this.hold();
    this.#app = undefined;
  }

  #drawIdle(): void {
    if (!this.#idle) return;
    this.#drawnMark = this.#mark();
    const text = [this.#idle.text, this.#drawnMark].filter((part) => part !== "").join(" · ");
    this.#draw({ ...this.#idle, text });
  }

  #draw(screen: ScreenView): void {
    this.#recorder.record({ type: "screen", screen });
  }
}
