import { readFileSync } from "node:fs";
import { DeskfleetError } from "../../model/errors.js";

/** Sockets and files that the process needs beside those of its desks. */
const reserve = 200;
/** A desk's own SIP socket, and one for a configuration fetch in flight. */
const perDesk = 2;

/**
 * Refuses a fleet that the process cannot open sockets for, before it starts.
 * @throws DeskfleetError DF_ENV_FILES with the numbers
 */
export function checkFileLimit(desks: number): void {
  const limit = softLimit();
  const needed = desks * perDesk + reserve;
  if (limit === undefined || needed <= limit) return;
  throw new DeskfleetError(
    "DF_ENV_FILES",
    `${desks} desks need up to ${needed} open files, the limit is ${limit}: \`ulimit -n ${needed}\``,
  );
}

/** The soft limit of open files of this process; undefined where the system does not report it (not Linux). */
function softLimit(): number | undefined {
  try {
    const text = readFileSync("/proc/self/limits", "utf8");
    const value = /^Max open files\s+(\d+|unlimited)/m.exec(text)?.[1];
    return value === undefined || value === "unlimited" ? undefined : Number(value);
  } catch {
    return undefined;
  }
}
