import express, { type ErrorRequestHandler } from "express";
import { type ControlError, controlBase } from "../../model/control-api.js";
import { DeskfleetError } from "../../model/errors.js";
import { type ControlRoutesOptions, controlRoutes } from "./control-routes.js";
import type { EventStream } from "./event-stream.js";
import { listenHttp } from "./http-listener.js";
import { HttpRefusal, statusOf } from "./http-refusal.js";

/** The control API never leaves this machine: it can log desks out. */
const loopback = "127.0.0.1";

export interface ControlServer {
  /** Base address of the control API. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * @param port 0 = any free one
 * @throws DeskfleetError DF_BACKEND_START where the port cannot be had
 */
export async function startControlServer(
  options: ControlRoutesOptions & { readonly port: number; readonly events: EventStream },
): Promise<ControlServer> {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(express.json({ limit: "32mb" })); // mappings of a whole load fleet in one body
  app.use(controlBase, controlRoutes(options));
  app.get(`${controlBase}/events`, (_request, response) => options.events.attach(response));
  app.use(() => {
    throw new HttpRefusal(404, "no such path");
  });
  app.use(answerErrors((text) => options.onEvent({ type: "backend-note", text })));
  // Closing an idle connection by a timer can cross the client's next request, which then fails for nobody's fault.
  const listener = await listenHttp(app, loopback, options.port, 0);
  return { url: `http://${loopback}:${listener.port}${controlBase}`, stop: () => listener.close() };
}

function answerErrors(report: (text: string) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const status = error instanceof DeskfleetError ? 404 : statusOf(error);
    if (status >= 500) report(error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(status).json(controlError(error, status));
  };
}

function controlError(error: unknown, status: number): ControlError {
  if (error instanceof DeskfleetError) return { error: error.message, hint: error.hint };
  if (error instanceof HttpRefusal)
    return { error: error.message, hint: hints[status] ?? "See the control API." };
  // A JSON parser quotes the text that it stumbled over, which may hold a PIN.
  if (status < 500)
    return { error: "unreadable request", hint: "Send JSON with content type application/json." };
  return { error: "server error", hint: "Please report it together with the backend's notes." };
}

const hints: Readonly<Record<number, string>> = {
  400: "Mend the request; the paths and bodies are those of sim/model/control-api.ts.",
  403: "Start the backend with faults enabled.",
  404: "GET /mappings, /contacts and /status show what there is.",
  409: "Log the user out there first, or delete that mapping.",
};
