import { execFileSync } from "node:child_process";
import { onTestFinished, vi } from "vitest";

/** A real terminal with a shell in it, driven through tmux. */
export interface Terminal {
  /** Types literally. */
  type(text: string): void;
  /** Presses named keys: Enter, Escape, Down … */
  press(...keys: string[]): void;
  screen(): string;
  /** Resolves with the screen when it holds the text or matches. */
  shows(wanted: string | RegExp): Promise<string>;
  /** Writes what programs send to the terminal to a file, byte by byte. */
  record(path: string): void;
  resize(columns: number, rows: number): void;
  /** 1 while a program shows its own screen over the shell's. */
  alternate(): string;
  cursorVisible(): string;
}

let count = 0;

export function openTerminal(columns: number, rows: number): Terminal {
  const server = `deskfleet-${process.pid}-${++count}`;
  const tmux = (...args: string[]): string =>
    execFileSync("tmux", ["-L", server, ...args], { encoding: "utf8", env: terminalEnvironment() });
  tmux("-f", "/dev/null", "new-session", "-d", "-x", String(columns), "-y", String(rows), "sh");
  onTestFinished(() => void tmux("kill-server"));
  const screen = (): string => tmux("capture-pane", "-p");
  return {
    type: (text) => void tmux("send-keys", "-l", text),
    press: (...keys) => void tmux("send-keys", ...keys),
    screen,
    shows: (wanted) =>
      vi.waitFor(
        () => {
          const now = screen();
          if (typeof wanted === "string" ? !now.includes(wanted) : !wanted.test(now)) {
            throw new Error(`the terminal does not show ${String(wanted)}:\n${now}`);
          }
          return now;
        },
        { timeout: 30_000, interval: 100 },
      ),
    record: (path) => void tmux("pipe-pane", `cat > '${path}'`),
    resize: (width, height) => void tmux("resize-window", "-x", String(width), "-y", String(height)),
    alternate: () => tmux("display-message", "-p", "#{alternate_on}").trim(),
    cursorVisible: () => tmux("display-message", "-p", "#{cursor_flag}").trim(),
  };
}

function terminalEnvironment(): NodeJS.ProcessEnv {
  const { CI: _ci, NO_COLOR: _noColor, TMUX: _tmux, ...environment } = process.env;
  return { ...environment, TERM: "xterm-256color", PS1: "$ " };
}
