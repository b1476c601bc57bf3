import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { scratchFolder } from "../e2e/scratch.js";
import { startProgram } from "./program.js";

/** An address in the New York network of the setup. */
export const newYorkDesk = "127.10.0.9";

export interface SippRun {
  /** File of `test/interop/sipp`, without its ending. */
  readonly scenario: string;
  readonly transport: "udp" | "tcp";
  readonly pbx: { readonly host: string; readonly port: number };
  readonly extension: string;
  readonly password: string;
  /** How many calls are made; 1 if left out. */
  readonly calls?: number;
  /** Over UDP: whether each call has a socket of its own. */
  readonly sockets?: boolean;
  readonly dialled?: string;
  /** How long each registered contact, and with TCP its connection, stays after the last message; in ms. */
  readonly stayMs?: number;
}

/**
 * Plays a SIPp scenario from the New York desk.
 * @returns what did not go as the scenario says; empty where each call did
 */
export async function sipp(run: SippRun): Promise<string> {
  const {
    scenario,
    transport,
    pbx,
    extension,
    password,
    calls = 1,
    sockets = false,
    dialled,
    stayMs = 0,
  } = run;
  const errors = join(scratchFolder({ onTestFinished }), "errors.log");
  const server = `${pbx.host}:${pbx.port}`;
  const { ended } = startProgram("sipp", [
    server,
    ...["-sf", fileURLToPath(new URL(`sipp/${scenario}.xml`, import.meta.url))],
    ...["-t", `${transport === "udp" ? "u" : "t"}${sockets ? "n" : "1"}`, "-i", newYorkDesk, "-bind_local"],
    ...["-s", extension, "-au", extension, "-ap", password],
    // SIPp hashes the address of the server unless told the Request-URI.
    ...(dialled === undefined ? [] : ["-key", "dialled", dialled, "-auth_uri", `${dialled}@${server}`]),
    // More than a shell may open, and SIPp does not begin.
    ...["-max_socket", "100"],
    ...["-m", `${calls}`, "-r", "50", "-d", `${stayMs}`, "-nostdin", "-trace_err", "-error_file", errors],
    // Without the second one SIPp calls it a success that a call never ended.
    ...["-timeout", "20s", "-timeout_error"],
  ]);
  const code = await ended;
  return code === 0 ? "" : `exit code ${code}\n${readFileSync(errors, "utf8")}`;
}
