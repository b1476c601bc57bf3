/** Paints frames on a terminal: only lines that changed are written, inside a synchronized update. */

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

const beginUpdate = "\u001b[?2026h";
const endUpdate = "\u001b[?2026l";
const clearScreen = "\u001b[2J";

/**
 * @returns a function that takes a whole frame and gives the bytes that bring the terminal from the last frame
 *   to this one; empty where nothing changed. It never clears the scrollback.
 */
export function createPainter(): (frame: string, size: TerminalSize) => string {
  let shown: readonly string[] = [];
  let shownSize: TerminalSize = { columns: 0, rows: 0 };
  return (frame, size) => {
    const resized = size.columns !== shownSize.columns || size.rows !== shownSize.rows;
    const before = resized ? [] : shown;
    const lines = frame.split("\n").slice(0, size.rows);
    let output = resized ? clearScreen : "";
    for (let row = 0; row < Math.max(lines.length, before.length); row++) {
      const line = lines[row] ?? "";
      if (line !== (before[row] ?? "")) output += `\u001b[${row + 1};1H${line}\u001b[K`;
    }
    shown = lines;
    shownSize = size;
    return output === "" ? "" : `${beginUpdate}${output}${endUpdate}`;
  };
}
