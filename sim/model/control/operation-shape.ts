import { z } from "zod";

/**
 * What can be asked of the control API, as data: routes, client and OpenAPI document are all made from it.
 */
export interface OperationShape {
  readonly method: "get" | "put" | "post" | "patch" | "delete";
  /** Below the API's base path, parameters as OpenAPI writes them. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Absent: 204. */
  readonly answer?: z.ZodType;
  /** What 202 says, where it was taken and is yet to be done. */
  readonly taken?: z.ZodType;
  /** Statuses of a refusal that are this operation's own, with their reasons. */
  readonly refusals?: Readonly<Record<number, string>>;
}

/** Apply Config, or not yet. */
export const applyQuery = z.strictObject({
  apply: z
    .literal("later")
    .exactOptional()
    .describe("the PBX keeps what it has until something is applied, be it over a restart"),
});

export const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
