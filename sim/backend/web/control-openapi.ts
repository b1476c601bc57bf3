import { z } from "zod";
import { controlBase } from "../../model/control/control-api.js";
import { eventsPath, operationList } from "../../model/control/control-operations.js";
import { errorAnswer } from "../../model/control/control-schemas.js";

type Json = Readonly<Record<string, unknown>>;
type Direction = "input" | "output";

/** Refusals that any operation may answer with, and those of every operation with a body. */
const commonRefusals = {
  400: ["BadRequest", "the request is not as described here"],
  403: ["Forbidden", "the request names a host, or comes from a web page, that is not this machine"],
  500: ["ServerError", "the backend itself failed"],
} as const;
const bodyRefusals = {
  413: ["TooLong", "the body is longer than 32 MiB"],
  415: ["NoJson", "the body is not application/json"],
} as const;

/** The control API as an OpenAPI 3.1 document, from the same data as its routes. */
export function openApiDocument(): Json {
  const schemas: Record<string, unknown> = {};
  const schemaOf = (schema: z.ZodType, io: Direction): Json => hoisted(schema, io, schemas);
  const refusal = (description: string): Json => ({
    description,
    content: json(schemaOf(errorAnswer, "output")),
  });
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [id, { method, path, summary, query, body, answer, taken, refusals = {} }] of operationList) {
    const parameters = [...pathParameters(path), ...(query ? queryParameters(query) : [])];
    const own = Object.entries(refusals).map(([status, reason]) => [status, refusal(reason)]);
    paths[path] ??= {};
    paths[path][method] = {
      operationId: id,
      summary,
      ...(parameters.length > 0 && { parameters }),
      ...(body && { requestBody: { required: true, content: json(schemaOf(body, "input")) } }),
      responses: {
        ...(answer
          ? { 200: { description: "as asked", content: json(schemaOf(answer, "output")) } }
          : { 204: { description: "done" } }),
        ...(taken && {
          202: { description: "taken, and done later", content: json(schemaOf(taken, "output")) },
        }),
        ...references({ ...commonRefusals, ...(body && bodyRefusals) }),
        ...Object.fromEntries(own),
      },
    };
  }
  paths[eventsPath] = { get: eventStream };
  const responses = Object.fromEntries(
    Object.values({ ...commonRefusals, ...bodyRefusals }).map(([name, reason]) => [name, refusal(reason)]),
  );
  return {
    openapi: "3.1.0",
    info: {
      title: "deskfleet control API",
      version: "1",
      description:
        "Reads and changes a running `deskfleet backend`. It listens on 127.0.0.1 only and never reveals a secret or a PIN.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [
      {
        url: `http://127.0.0.1:{port}${controlBase}`,
        variables: { port: { default: "8089", description: "`--control-port` of the backend" } },
      },
    ],
    paths,
    components: { schemas, responses },
  };
}

function references(refusals: Readonly<Record<string, readonly [string, string]>>): Json {
  return Object.fromEntries(
    Object.entries(refusals).map(([status, [name]]) => [status, { $ref: `#/components/responses/${name}` }]),
  );
}

const eventStream = {
  operationId: "followEvents",
  summary: "What happens in the backend, one JSON object a line, until the client leaves",
  responses: {
    200: {
      description:
        'the first line is {"type":"backend-note","text":"connected"}, then come events that say what there is: phones that are bound, calls that leave, features that are switched, trunks that are not up, a clock that was moved',
      content: { "application/x-ndjson": { schema: { type: "string" } } },
    },
  },
};

function json(schema: Json): Json {
  return { "application/json": { schema } };
}

/** A JSON Schema whose named parts stand among the components of the document. */
function hoisted(schema: z.ZodType, io: Direction, components: Record<string, unknown>): Json {
  const {
    $schema: _dialect,
    $defs = {},
    ...rest
  } = moved(
    z.toJSONSchema(schema, {
      io,
      override: ({ jsonSchema }) => {
        delete jsonSchema.readOnly; // of our types; in OpenAPI it would speak of the client
        if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
        if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      },
    }),
  );
  Object.assign(components, $defs);
  return rest;
}

function moved(schema: object): Json & { readonly $defs?: Json } {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}

const parameterSchemas: Readonly<Record<string, Json>> = {
  mac: {
    description: "MAC in any usual notation",
    schema: { type: "string" },
    example: "00:1f:c1:00:00:01",
  },
};

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    ...(parameterSchemas[name] ?? { schema: { type: "string" } }),
  }));
}

function queryParameters(query: z.ZodObject): Json[] {
  return Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: "query",
    required: !(schema instanceof z.ZodExactOptional),
    schema: { type: "string" },
  }));
}
