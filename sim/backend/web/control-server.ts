import express, { type ErrorRequestHandler } from "express";
import { type ControlError, controlBase } from "../../model/control/control-api.js";
import { eventsPath } from "../../model/control/control-operations.js";
import { adminChanges, keepRefusal } from "./admin-change.js";
import { fromThisMachine, jsonOnly, utf8Only } from "./control-guards.js";
import { hints } from "./control-hints.js";
import type { ControlParts } from "./control-parts.js";
import { controlRoutes } from "./control-routes.js";
import { type EventStream, eventsType } from "./event-stream.js";
import { listenHttp } from "./http-listener.js";
import { HttpRefusal, statusOf } from "./http-refusal.js";

/** The control API never leaves this machine: it can log desks out. */
const loopback = "127.0.0.1";

export interface ControlServer {
  /** Base address of the control API. */
  readonly url: string;
  /** @param graceMs that running requests have to end; event streams end at once */
  stop(graceMs?: number): Promise<void>;
}

/**
 * @param port 0 = any free one
 * @throws DeskfleetError DF_BACKEND_START where the port cannot be had
 */
export async function startControlServer(
  options: ControlParts & { readonly port: number; readonly events: EventStream },
): Promise<ControlServer> {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  if (options.onChange) app.use(adminChanges(options.onChange));
  app.use(fromThisMachine, jsonOnly);
  app.use(express.json({ limit: "32mb", verify: utf8Only })); // mappings of a whole load fleet in one body
  app.use(controlBase, controlRoutes(options));
  // A HEAD asks for no body, so there is nothing that could keep it open.
  app.head(`${controlBase}${eventsPath}`, (_request, response) => void response.type(eventsType).end());
  app.get(`${controlBase}${eventsPath}`, (_request, response) => options.events.attach(response));
  app.use(() => {
    throw new HttpRefusal(404, "no such path");
  });
  app.use(answerErrors((text) => options.onEvent({ type: "backend-note", text })));
  // Closing an idle connection by a timer can cross the client's next request, which then fails without a fault.
  const listener = await listenHttp(app, loopback, options.port, 0);
  return {
    url: `http://${loopback}:${listener.port}${controlBase}`,
    stop: (graceMs) => {
      options.events.end();
      return listener.close(graceMs);
    },
  };
}

function answerErrors(report: (text: string) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const status = statusOf(error);
    // A refusal is told to who has asked; a stack says something of our own faults alone.
    if (status >= 500 && !(error instanceof HttpRefusal))
      report(error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const answer = controlError(error, status);
    keepRefusal(response, answer.error);
    response.status(status).json(answer);
  };
}

function controlError(error: unknown, status: number): ControlError {
  const hint = hints[status] ?? hints[400] ?? "";
  if (error instanceof HttpRefusal) return { error: error.message, hint: error.hint ?? hint };
  // A JSON parser quotes the text that it stumbled over, which may hold a PIN.
  if (status === 413) return { error: "the body is too long", hint };
  if (isNoJson(error)) return { error: "the body is not JSON", hint };
  if (status < 500) return { error: "unreadable request", hint };
  return { error: "server error", hint: "Please report it together with the backend's log." };
}

/** How the body parser says that JSON.parse failed. */
function isNoJson(error: unknown): boolean {
  return (error as { type?: unknown } | undefined)?.type === "entity.parse.failed";
}
