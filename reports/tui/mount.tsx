import { render } from "ink";
import { App } from "./app.js";
import type { FleetSource } from "./handset-control.js";
import { takeScreen } from "./screen.js";

export interface MountedView {
  /** Resolves when the user quits, or when the view broke (then with its error). */
  readonly closed: Promise<Error | undefined>;
  /** Takes the view down and puts the terminal back; later calls do nothing. */
  close(): void;
}

/** Puts the fleet view on the terminal. Ask `terminalFits` first. */
export function mountFleetView(source: FleetSource): MountedView {
  const screen = takeScreen(process.stdout);
  let quit: () => void = () => undefined;
  const asked = new Promise<undefined>((resolve) => {
    quit = () => resolve(undefined);
  });
  const ink = render(<App source={source} onQuit={() => quit()} />, {
    stdout: screen.stream,
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  const broken = ink.waitUntilExit().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  const close = (): void => {
    ink.unmount();
    screen.restore();
  };
  const closed = Promise.race([asked, broken]).then((error) => {
    close();
    return error;
  });
  return { closed, close };
}

/** True where the view can be shown: both ends are a terminal that can move its cursor, and it is not CI. */
export function terminalFits(environment: NodeJS.ProcessEnv = process.env): boolean {
  const dumb = environment["TERM"] === undefined || environment["TERM"] === "dumb";
  const ci = environment["CI"] !== undefined && environment["CI"] !== "" && environment["CI"] !== "false";
  return Boolean(process.stdin.isTTY) && Boolean(process.stdout.isTTY) && !dumb && !ci;
}
