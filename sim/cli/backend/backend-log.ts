import { pino } from "pino";
import type { AdminChange } from "../../backend/web/admin-change.js";
import { fileProblem } from "../../files/file-problem.js";
import type { BackendEvent } from "../../model/control/backend-event.js";
import { DeskfleetError } from "../../model/errors.js";
import { type Redact, redactDeep } from "../../transcript/redaction.js";
import type { LogLevel } from "./log-level.js";

/** What a backend that runs for days leaves behind for who looks after it. */
export interface BackendLog {
  info(text: string, fields?: object): void;
  warn(text: string): void;
  event(event: BackendEvent): void;
  /** What somebody asked the control API to change. */
  change(change: AdminChange): void;
}

export interface BackendLogOptions {
  /** undefined: stderr. Appended to; a file that was moved away is written on until the restart. */
  readonly file: string | undefined;
  readonly level: LogLevel;
  readonly redact: Redact;
}

/**
 * Opens the log: one JSON object a line, each written before the next thing happens.
 * @throws DeskfleetError DF_FILE_WRITE where the file cannot be opened
 */
export function openBackendLog({ file, level, redact }: BackendLogOptions): BackendLog {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination(file),
  );
  const clean = (fields: object): object => redactDeep(fields, redact);
  return {
    info: (text, fields = {}) => logger.info(clean(fields), redact(text)),
    warn: (text) => logger.warn(redact(text)),
    change: (change) => logger.info(clean(change), "change"),
    event: (event) => {
      if (event.type === "backend-note") logger[event.level ?? "info"](redact(event.text));
      else logger[levelOf(event)](clean(event), event.type);
    },
  };
}

/**
 * Contacts and calls come and go all day: a log that runs for months is not about them. What is applied stands there as
 * the change that somebody asked for.
 */
function levelOf({ type }: BackendEvent): "debug" | "info" | "warn" {
  if (type === "fault" || type === "ban" || type === "outage") return "warn";
  return quiet.has(type) ? "debug" : "info";
}

const quiet: ReadonlySet<BackendEvent["type"]> = new Set([
  "applied",
  "contact",
  "outside-calls",
  "qualified",
]);

function destination(file: string | undefined) {
  try {
    const stream = pino.destination({ dest: file ?? 2, sync: true });
    let told = false;
    // A full disk ends the log and not the backend.
    stream.on("error", (error: Error) => {
      if (!told && file !== undefined) process.stderr.write(`cannot write ${file}: ${fileProblem(error)}\n`);
      told = true;
    });
    return stream;
  } catch (cause) {
    throw new DeskfleetError("DF_FILE_WRITE", `cannot write the log ${file ?? ""}: ${fileProblem(cause)}`, {
      cause,
    });
  }
}
