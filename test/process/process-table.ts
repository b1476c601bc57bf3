import { execFileSync } from "node:child_process";

/** A process as the system lists it. */
export interface ListedProcess {
  readonly pid: number;
  readonly group: number;
}

/** The living children of a process; one that ended and was not collected yet does not live. */
export function childrenOf(parent: number): ListedProcess[] {
  return processes().filter((each) => each.parent === parent);
}

export function isAlive(pid: number): boolean {
  return processes().some((each) => each.pid === pid);
}

function processes(): (ListedProcess & { readonly parent: number })[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,pgid=,stat="], { encoding: "utf8" });
  return table.split("\n").flatMap((line) => {
    const [pid, parent, group, state = "Z"] = line.trim().split(/\s+/);
    return state.startsWith("Z") ? [] : [{ pid: Number(pid), parent: Number(parent), group: Number(group) }];
  });
}
