import { type Response, Router } from "express";
import type { z } from "zod";
import { operationList } from "../../model/control/control-operations.js";
import { controlHandlers } from "./control-handlers.js";
import type { ControlParts } from "./control-parts.js";
import { HttpRefusal } from "./http-refusal.js";

type AnyHandler = (input: {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}) => unknown;

/** A route for each operation, and 405 for the other methods of their paths. */
export function controlRoutes(parts: ControlParts): Router {
  const router = Router();
  const handlers = controlHandlers(parts);
  const methods = new Map<string, string[]>();
  for (const [id, { method, path, query, body, answer, taken }] of operationList) {
    const route = path.replaceAll(/\{(\w+)\}/g, ":$1");
    methods.set(route, [...(methods.get(route) ?? []), method]);
    // Each handler gets what its own schemas made of the request; across all of them that has no common type.
    const handle = handlers[id] as AnyHandler;
    router[method](route, async (request, response) => {
      const made = await handle({
        params: request.params,
        query: query && checked(query, request.query),
        body: body && checked(body, request.body),
      });
      // What is acknowledged must outlive the process.
      if (method !== "get") await Promise.all([parts.desks.settled(), parts.setup.settled()]);
      if (answer) response.json(made);
      else if (taken && made !== undefined) response.status(202).json(made);
      else response.status(204).end();
    });
  }
  for (const [route, allowed] of methods) router.all(route, refuseMethod(allowed));
  return router;
}

function refuseMethod(methods: readonly string[]) {
  const allow = methods.map((method) => method.toUpperCase()).join(", ");
  return (_request: unknown, response: Response): void => {
    response.set("Allow", allow);
    throw new HttpRefusal(405, `this path takes ${allow}`);
  };
}

/** @throws HttpRefusal 400 that names the field and never its value, which may be a PIN */
function checked(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
  throw new HttpRefusal(400, `${where}${issue?.message ?? "unreadable body"}`);
}
