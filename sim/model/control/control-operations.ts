import { z } from "zod";
import { statusAnswer } from "./control-schemas.js";
import { hotDeskOperations } from "./hot-desk-operations.js";
import { labOperations } from "./lab-operations.js";
import type { OperationShape } from "./operation-shape.js";
import { pbxOperations } from "./pbx-operations.js";

/** All operations in the order of the API, from a file for each subject. */
export const operations = {
  getStatus: { method: "get", path: "/status", summary: "Addresses and state", answer: statusAnswer },
  ...hotDeskOperations,
  ...pbxOperations,
  ...labOperations,
  getOpenApi: {
    method: "get",
    path: "/openapi.json",
    summary: "This API as OpenAPI 3.1",
    answer: z.record(z.string(), z.unknown()),
  },
} as const satisfies Readonly<Record<string, OperationShape>>;

export type OperationId = keyof typeof operations;

/** `/mappings/{mac}` → `"mac"` */
type ParameterIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterIn<Rest>
  : never;

type Part<Id extends OperationId, Key extends "query" | "body"> = (typeof operations)[Id] extends {
  readonly [K in Key]: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : undefined;

type Given<Key extends string, Value> = [Value] extends [never] ? unknown : { readonly [K in Key]: Value };
type SchemaIn<Shape, Key extends string> = Shape extends {
  readonly [K in Key]: infer Schema extends z.ZodType;
}
  ? z.input<Schema>
  : never;

/** What a client has to send to ask for an operation. */
export type OperationRequest<Shape extends OperationShape> = Given<
  "params",
  [ParameterIn<Shape["path"]>] extends [never] ? never : Readonly<Record<ParameterIn<Shape["path"]>, string>>
> &
  Given<"query", SchemaIn<Shape, "query">> &
  Given<"body", SchemaIn<Shape, "body">>;

/** What a handler gets: all of it checked. */
export interface OperationInput<Id extends OperationId> {
  readonly params: Readonly<Record<ParameterIn<(typeof operations)[Id]["path"]>, string>>;
  readonly query: Part<Id, "query">;
  readonly body: Part<Id, "body">;
}

/** What a handler gives; where nothing is answered it does not matter. */
export type OperationAnswer<Id extends OperationId> = (typeof operations)[Id] extends {
  readonly answer: infer Schema extends z.ZodType;
}
  ? z.input<Schema>
  : (typeof operations)[Id] extends { readonly taken: infer Schema extends z.ZodType }
    ? z.input<Schema> | undefined
    : unknown;

/** The operations in order, for those that treat all alike. */
export const operationList = Object.entries(operations) as readonly (readonly [
  OperationId,
  OperationShape,
])[];

/**
 * A stream and thus no operation: lines of `backendEvent`. The first is a note that it is connected; those behind it
 * say what there is, as if it happened then.
 */
export const eventsPath = "/events";
