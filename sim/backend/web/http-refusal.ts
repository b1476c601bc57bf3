import type { ErrorRequestHandler, Request } from "express";
import type { RefusedPhones } from "./refused-phones.js";

/** A request that is answered with a status and one short line, never with more. */
export class HttpRefusal extends Error {
  readonly status: number;
  /** For the admin of the backend; never sent to a phone. */
  readonly hint: string | undefined;

  /** Phones ask for this as a matter of course, so it leaves no line in the log. */
  readonly expected: boolean;

  constructor(status: number, text: string, hint?: string, { expected = false } = {}) {
    super(text);
    this.name = "HttpRefusal";
    this.status = status;
    this.hint = hint;
    this.expected = expected;
  }
}

/** Longest value of a query parameter; no extension, PIN or name of a layout is longer. */
const maxQueryLength = 200;

/**
 * One query parameter, required.
 * @throws HttpRefusal 400 where it is missing, given twice or too long. The value is never repeated: it may be a PIN.
 */
export function queryText(request: Request, name: string): string {
  const value = request.query[name];
  if (typeof value !== "string") throw new HttpRefusal(400, `One ${name} expected`);
  if (value.length > maxQueryLength) throw new HttpRefusal(400, `${name} is too long`);
  return value;
}

/** The status that a thrown value asks for: our own, or that of a library (broken escapes, too large a body). */
export function statusOf(error: unknown): number {
  const status = (error as { status?: unknown } | undefined)?.status;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}

export interface PhoneErrorWatch {
  /** Hears of our own faults. */
  readonly failed: (text: string) => void;
  /** Hears of everything that was the phone's. */
  readonly refusals: RefusedPhones;
}

/** Answers any failure for a phone with short plain text. */
export function answerPhoneErrors({ failed, refusals }: PhoneErrorWatch): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const status = statusOf(error);
    const text =
      error instanceof HttpRefusal ? error.message : status >= 500 ? "Server error" : "Bad request";
    const hint = error instanceof HttpRefusal ? error.hint : undefined;
    if (status >= 500) failed(error instanceof Error ? (error.stack ?? error.message) : String(error));
    else if (!(error instanceof HttpRefusal && error.expected))
      refusals.refused(request, { status, reason: text, hint });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(status).type("text/plain").send(text);
  };
}
