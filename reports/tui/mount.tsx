import { render } from "ink";
import { App } from "./app.js";
import type { FleetSource } from "./fleet-source.js";
import { takeScreen } from "./screen.js";

export interface MountedView {
  /** Resolves when the view is down and the terminal put back; with the error where the view broke. */
  readonly closed: Promise<Error | undefined>;
  /** Takes the view down; later calls do nothing. */
  close(): void;
}

/** Puts the fleet view on the terminal. Ask `terminalFits` first. */
export function mountFleetView(source: FleetSource): MountedView {
  const screen = takeScreen(process.stdout);
  let close: () => void = () => undefined;
  const asked = new Promise<undefined>((resolve) => {
    close = () => resolve(undefined);
  });
  // The terminal is raw: Ctrl-C is a character here, and becomes the signal that it stands for.
  const interrupt = (): void => {
    close();
    process.kill(process.pid, "SIGINT");
  };
  const ink = render(<App source={source} onQuit={() => close()} onInterrupt={interrupt} />, {
    stdout: screen.stream,
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  const broken = ink.waitUntilExit().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  const closed = Promise.race([asked, broken]).then((error) => {
    ink.unmount();
    screen.restore();
    return error;
  });
  return { closed, close };
}
