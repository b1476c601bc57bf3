import type { RequestHandler, Response } from "express";

/** A change that somebody asked the control API for, as a log can keep it: never with a value. */
export interface AdminChange {
  readonly method: string;
  /** Below the API's base path, with its query. */
  readonly path: string;
  /** What the body sets, such as `templates.Night.screen-timeout`; of a list how long it is. */
  readonly fields: readonly string[];
  readonly status: number;
  /** Why it was refused. */
  readonly error?: string;
}

/** More names than that say no more. */
const mostFields = 20;
/** As deep as a setup file nests what an admin thinks of as one setting. */
const deepest = 4;
const longestPath = 200;

/** Reports every request that may change something, once it is answered. */
export function adminChanges(onChange: (change: AdminChange) => void): RequestHandler {
  return (request, response, next) => {
    const { method } = request;
    if (method !== "GET" && method !== "HEAD" && method !== "OPTIONS") {
      const path = request.originalUrl.slice(0, longestPath);
      response.once("close", () => {
        const error = refusalOf(response);
        const fields = fieldNames(request.body).slice(0, mostFields);
        onChange({
          method,
          path,
          fields,
          status: response.statusCode,
          ...(error !== undefined && { error }),
        });
      });
    }
    next();
  };
}

/** Keeps why a request was refused for `adminChanges`. */
export function keepRefusal(response: Response, error: string): void {
  response.locals["refusal"] = error;
}

function refusalOf(response: Response): string | undefined {
  const error: unknown = response.locals["refusal"];
  return typeof error === "string" ? error : undefined;
}

function fieldNames(body: unknown, depth = 1): string[] {
  if (Array.isArray(body)) return [`a list of ${body.length}`];
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    const inner = Array.isArray(value) || depth === deepest ? [] : fieldNames(value, depth + 1);
    return inner.length === 0 ? [name] : inner.map((rest) => `${name}.${rest}`);
  });
}
