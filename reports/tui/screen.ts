import { Writable } from "node:stream";
import { createPainter } from "./painter.js";

/**
 * The terminal while the view is up: alternate screen, hidden cursor, and a stream that Ink draws whole frames on.
 * Whatever ends the process, the terminal is put back, once.
 */

const enter = "\u001b[?1049h\u001b[?25l";
const leave = "\u001b[?25h\u001b[?1049l";
const endingSignals = ["SIGTERM", "SIGHUP"] as const;

/** What Ink takes for stdout: every write is a whole frame (Ink runs with `debug: true`). */
class FrameStream extends Writable {
  readonly isTTY = true;
  readonly #terminal: NodeJS.WriteStream;
  readonly #paint = createPainter();
  #over = false;

  constructor(terminal: NodeJS.WriteStream) {
    super({ decodeStrings: false });
    this.#terminal = terminal;
  }

  get columns(): number {
    return this.#terminal.columns;
  }

  get rows(): number {
    return this.#terminal.rows;
  }

  /** Nothing is drawn from here on: Ink draws once more when it goes, and that would be the shell's screen. */
  stop(): void {
    this.#over = true;
  }

  override _write(frame: string, _encoding: BufferEncoding, done: () => void): void {
    const bytes = this.#over ? "" : this.#paint(frame, { columns: this.columns, rows: this.rows });
    if (bytes !== "") this.#terminal.write(bytes);
    done();
  }
}

export interface TerminalScreen {
  readonly stream: NodeJS.WriteStream;
  /** Puts the terminal back; later calls do nothing. */
  restore(): void;
}

/** Takes the terminal over. The caller restores it; an exit or a signal does so in its place. */
export function takeScreen(terminal: NodeJS.WriteStream): TerminalScreen {
  const frames = new FrameStream(terminal);
  const onResize = (): void => {
    frames.emit("resize");
  };
  let restored = false;
  const restore = (): void => {
    if (restored) return;
    restored = true;
    frames.stop();
    terminal.write(leave);
    terminal.off("resize", onResize);
    process.off("exit", restore);
    for (const signal of endingSignals) process.off(signal, onSignal);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    restore();
    // A listener of the command ends it in order. Sent again, the signal would be its second: the one that does not.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  terminal.write(enter);
  terminal.on("resize", onResize);
  process.on("exit", restore);
  for (const signal of endingSignals) process.on(signal, onSignal);
  // Ink asks a write stream of a terminal for no more than what FrameStream has.
  return { stream: frames as unknown as NodeJS.WriteStream, restore };
}
