#!/usr/bin/env node
import { hideBin } from "yargs/helpers";
import { deskfleet } from "./deskfleet.js";
import { guardProcess, guardSettling } from "./process-errors.js";
import { guardStart } from "./signals.js";

guardProcess();
guardStart();

/** Resolves when what was written before is out: a pipe may take its time. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}

{
  using _guard = guardSettling();
  await deskfleet(hideBin(process.argv));
}
// A call leaves timers behind inside sip.js (its challenged INVITE, 64·T1) that cannot be reached and are not needed:
// the command is over now, not in half a minute.
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
process.exit();
