import { type Response, Router } from "express";
import type { z } from "zod";
import { operationList } from "../../model/control/control-operations.js";
import { type Format, jsonFormat } from "../../model/files/issue-text.js";
import { schemaFaults } from "../../model/files/schema-faults.js";
import { controlHandlers } from "./control-handlers.js";
import { macOf } from "./control-mac.js";
import type { ControlParts } from "./control-parts.js";
import { HttpRefusal } from "./http-refusal.js";
import { pbxUpToDate } from "./pbx-up-to-date.js";

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
      // Before the body: whoever got the path wrong wants to hear that first.
      if (typeof request.params["mac"] === "string") macOf({ mac: request.params["mac"] });
      const made = await handle({
        params: request.params,
        query: query && checked(query, request.query, { ...jsonFormat, whole: "the query" }),
        body: body && checked(body, request.body, jsonFormat),
      });
      // What is acknowledged must outlive the process.
      if (method !== "get") await done(parts);
      if (answer) response.json(made);
      else if (taken && made !== undefined) response.status(202).json(made);
      else response.status(204).end();
    });
  }
  for (const [route, allowed] of methods) router.all(route, refuseMethod(allowed));
  return router;
}

async function done({ desks, setup, pbx }: ControlParts): Promise<void> {
  await Promise.all([desks.settled(), setup.settled()]);
  await pbxUpToDate(pbx);
}

function refuseMethod(methods: readonly string[]) {
  const allow = methods.map((method) => method.toUpperCase()).join(", ");
  return (_request: unknown, response: Response): void => {
    response.set("Allow", allow);
    throw new HttpRefusal(405, `this path takes ${allow}`);
  };
}

/** @throws HttpRefusal 400 that names the field; its value may be a PIN, and is repeated only as `schemaFaults` does */
function checked(schema: z.ZodType, value: unknown, format: Format): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [fault] = schemaFaults(parsed.error, schema, value, format);
  throw new HttpRefusal(400, fault?.message ?? `${format.whole} is unreadable`);
}
