import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes that are in use when everything that can go has gone. */
export async function heapInUse(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    collectGarbage();
    // Closed sockets and ended timers let go of what they hold one turn later.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}
