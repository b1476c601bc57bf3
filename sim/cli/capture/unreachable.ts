import { connect } from "node:net";
import type { Doors } from "../../capture/told-addresses.js";

/** On a network of an office a connection stands in milliseconds. */
const patienceMs = 3000;

/** Looks whether the web server of the PBX takes a connection. @returns in words, why not */
export function unreachable({ web: { host, port } }: Doors): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patienceMs });
    const end = (problem?: string): void => {
      socket.destroy();
      resolve(problem === undefined ? undefined : `the web server of the PBX, ${host}:${port}: ${problem}`);
    };
    socket.once("connect", () => end());
    socket.once("timeout", () => end(`no connection within ${patienceMs / 1000} s`));
    socket.once("error", (error: NodeJS.ErrnoException) =>
      end(error.code === "ECONNREFUSED" ? "connection refused" : (error.code ?? "cannot be reached")),
    );
  });
}
