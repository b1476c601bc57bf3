/**
 * The catalogue of everything that deskfleet may report as an error.
 * A code is never reused; `docs/errors.md` lists the same set (a test compares both ways).
 */

/** Whose fault an error is. Only `bug` is printed with a stack. */
export type Fault = "input" | "peer" | "environment" | "bug";

interface CatalogueEntry {
  readonly fault: Fault;
  /** What the user can do about it. */
  readonly hint: string;
}

export const errorCatalogue = {
  DF_FILE_READ: { fault: "input", hint: "Check the path and its permissions." },
  DF_FILE_TEXT: {
    fault: "input",
    hint: "Save the file as UTF-8 (`iconv -f latin1 -t utf8`, if it is Latin-1), or check that this is the file you mean.",
  },
  DF_FILE_WRITE: {
    fault: "environment",
    hint: "Check that the folder exists, that you may write to it, and that the disk is not full.",
  },
  DF_FILE_YAML: { fault: "input", hint: "Fix the YAML at the position shown." },
  DF_FILE_SCHEMA: {
    fault: "input",
    hint: "Fix the field at the position shown; `deskfleet schema <kind>` prints what is allowed.",
  },
  DF_FILE_REFERENCE: {
    fault: "input",
    hint: "Use a name that is defined in the file, or define this one there.",
  },
  DF_CLI_USAGE: { fault: "input", hint: "`deskfleet <command> --help` shows the usage." },
  DF_CLI_NOTHING_SELECTED: {
    fault: "input",
    hint: "`deskfleet run --list` shows all scenarios; loosen --tags, --grep or --rule.",
  },
  DF_RUN_FILE: { fault: "input", hint: "Pass a file that `--run-file` of run, load or watch wrote." },
  DF_DIAL_REFUSED: {
    fault: "input",
    hint: "Dial emergency numbers on the embedded backend only, or allow them in the target file and with --allow-emergency.",
  },
  DF_DESK_UNABLE: {
    fault: "input",
    hint: "Look at the desk's screen and keys in the ladder: it cannot do this in its current state.",
  },
  DF_BACKEND_START: {
    fault: "environment",
    hint: "Check that the port is free and that the address belongs to this machine.",
  },
  DF_BACKEND_CONTROL: {
    fault: "peer",
    hint: "Check that the backend is running and that its control URL is right, then read its log.",
  },
  DF_BACKEND_REFUSED: {
    fault: "peer",
    hint: "The message gives the backend's reason; change the request, or expect the refusal (`refused:`).",
  },
  DF_SETUP_UNKNOWN: { fault: "input", hint: "Use a user or an extension that is in the setup." },
  DF_STATE_FOLDER: {
    fault: "environment",
    hint: "Give each backend a state folder of its own that it may write to.",
  },
  DF_DRACHTIO_CONNECT: {
    fault: "environment",
    hint: "Check that drachtio-server runs at that address and that the secret is right.",
  },
  DF_AMI_CONNECT: {
    fault: "environment",
    hint: "Check that Asterisk runs, that its manager.conf has `enabled = yes`, and address and port under `ami` in the target file.",
  },
  DF_AMI_LOGIN: {
    fault: "input",
    hint: "Check the user under `ami` in the target file, the variable that holds its secret, and its `permit` in manager.conf.",
  },
  DF_AMI_REFUSED: {
    fault: "peer",
    hint: "The message gives Asterisk's reason; in manager.conf the user needs read = system,call,security,reporting,dialplan and write = system,call,reporting.",
  },
  DF_SIP_BIND: {
    fault: "environment",
    hint: "Use an address of this machine (on Linux all of 127.0.0.0/8) and a free port.",
  },
  DF_IMPORT_SOURCE: {
    fault: "input",
    hint: "Name a FreePBX backup (.tar.gz), a copy of /etc/asterisk, or a file from one of them.",
  },
  DF_IMPORT_CUT: {
    fault: "input",
    hint: "The file is cut off or damaged: copy it again and compare its size with that on the PBX.",
  },
  DF_IMPORT_INCOMPLETE: {
    fault: "input",
    hint: "Make the backup again and see that it holds Devices.sql: without it no extension can be read, and FreePBX says nothing.",
  },
  DF_IMPORT_TARGET: {
    fault: "input",
    hint: "Name another file with --to, or pass --force to replace this one.",
  },
  DF_EXPORT_TARGET: {
    fault: "input",
    hint: "Name another folder with --to, or pass --force to write into this one.",
  },
  DF_CAPTURE_LISTEN: {
    fault: "environment",
    hint: "Check that the port is free and that the address belongs to this machine.",
  },
  DF_CAPTURE_FILE: {
    fault: "input",
    hint: "Name a new file to record into, or a file that `deskfleet capture` wrote to replay.",
  },
  DF_ENV_FILES: { fault: "environment", hint: "Raise the limit of open files: `ulimit -n`." },
  DF_CAPABILITY: {
    fault: "peer",
    hint: "Nothing to fix in the PBX: this backend cannot do or show that, so the step is blocked, not failed.",
  },
  DF_INTERNAL: {
    fault: "bug",
    hint: "This is a bug in deskfleet: please report it together with the run file.",
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

/** A position in a file the user wrote; line and column count from 1. */
export interface FilePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * An error that a user may see: what happened, where, what to do.
 *
 * @example throw new DeskfleetError("DF_SIP_BIND", "cannot listen on udp 127.0.0.1:5060: the port is in use");
 */
export class DeskfleetError extends Error {
  readonly code: ErrorCode;
  readonly position?: FilePosition;
  /** What the user can do about it: that of the catalogue, unless this case has better advice. */
  readonly hint: string;

  /** @param options.hint takes the place of the catalogue's */
  constructor(
    code: ErrorCode,
    message: string,
    options: { position?: FilePosition; hint?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "DeskfleetError";
    this.code = code;
    this.hint = options.hint ?? errorCatalogue[code].hint;
    if (options.position) this.position = options.position;
  }

  get fault(): Fault {
    return errorCatalogue[this.code].fault;
  }
}

/** Several errors of one file or one command line, reported together. */
export class DeskfleetErrors extends Error {
  readonly errors: readonly DeskfleetError[];

  constructor(errors: readonly DeskfleetError[]) {
    super(errors.map((error) => error.message).join("\n"));
    this.name = "DeskfleetErrors";
    this.errors = errors;
  }
}

/** One line for a terminal: `file:line:column: message [CODE]`. */
export function describeError(error: DeskfleetError): string {
  const where = error.position
    ? `${error.position.file}:${error.position.line}:${error.position.column}: `
    : "";
  return `${where}${error.message} [${error.code}]`;
}

/**
 * Errors for a terminal, each with the hint below it. One that several share stands once, at the end; of several such,
 * each with the code that it is for, in the order of the catalogue.
 */
export function describeErrors(errors: readonly DeskfleetError[]): string {
  const hints = errors.map(({ hint }) => hint);
  const isShared = ({ hint }: DeskfleetError): boolean => hints.indexOf(hint) !== hints.lastIndexOf(hint);
  const lines = errors.flatMap((error) =>
    isShared(error) ? [describeError(error)] : [describeError(error), hintLine(error.hint)],
  );
  const codes = Object.keys(errorCatalogue);
  const shared = new Map(
    errors
      .filter(isShared)
      .toSorted((left, right) => codes.indexOf(left.code) - codes.indexOf(right.code))
      .map(({ hint, code }) => [hint, code] as const),
  );
  const ends = [...shared].map(([hint, code]) => hintLine(shared.size > 1 ? `[${code}] ${hint}` : hint));
  return `${[...lines, ...ends].join("\n")}\n`;
}

function hintLine(hint: string): string {
  return `  → ${hint}`;
}
