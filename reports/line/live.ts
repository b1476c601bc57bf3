import type { TranscriptEvent } from "../../sim/transcript/event.js";
import { printable, printableEvent } from "../../sim/transcript/printable.js";
import { createColour } from "./colour.js";
import { RunLines, type RunLinesOptions } from "./run-lines.js";

/** Where the live reporter writes. */
export interface LiveOutput extends Pick<RunLinesOptions, "files" | "verbose" | "allDesks"> {
  /** The report itself: stdout. */
  readonly print: (text: string) => void;
  /** Progress that may be overwritten: stderr of a terminal. Absent: plain lines only. */
  readonly progress?: (text: string) => void;
  /** Width of the terminal that shows the progress: a line that wraps cannot be overwritten. */
  readonly columns: () => number;
  readonly colour: boolean;
}

const eraseLine = "\r\u001b[K";

/**
 * Prints each suite as it ends and each failure as it happens and, on a terminal, one changing line of progress below:
 * how far the run is, what failed so far, what runs now.
 * @returns the listener to hand every event to, in order
 */
export function createLiveReporter(output: LiveOutput): (event: TranscriptEvent) => void {
  const colour = createColour(output.colour);
  const lines = new RunLines({ ...output, files: output.files.map(printable), colour });

  const showProgress = (): void => {
    const { ended, total, broken, running } = lines.progress;
    const failed = broken.length;
    const names = running.map(({ name }) => name);
    const text = `[${ended}/${total}] ${failed > 0 ? `${failed} failed · ` : ""}${names.join(" · ")}`;
    output.progress?.(`${eraseLine}${colour.dim(text.slice(0, output.columns() - 1))}`);
  };

  return (recorded) => {
    const event = printableEvent(recorded);
    const said = lines.after(event);
    if (said.length > 0) {
      output.progress?.(eraseLine);
      output.print(said.map((line) => `${line}\n`).join(""));
    }
    const moved = event.type === "scenario-start" || event.type === "scenario-end";
    if (moved && lines.progress.running.length > 0) showProgress();
  };
}
