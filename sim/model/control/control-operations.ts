import { z } from "zod";
import {
  anyExtensionQuery,
  callAnswer,
  callBackBody,
  callRecordAnswer,
  contactAnswer,
  extensionQuery,
  farEndCallAnswer,
  findingAnswer,
  lockoutAnswer,
  mappingAnswer,
  moveClockBody,
  noticeAnswer,
  patchExtensionBody,
  patchUserBody,
  putMappingBody,
  putMappingsBody,
  putTrunkBody,
  resyncBody,
  securityEventAnswer,
  setupContent,
  statusAnswer,
  submitAnswer,
  takenLogout,
  trunkAnswer,
  userAnswer,
  webFaultBody,
} from "./control-schemas.js";

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

const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
/** Apply Config, or not yet. */
const applyQuery = z.strictObject({
  apply: z
    .literal("later")
    .exactOptional()
    .describe("the PBX keeps what it has until something is applied, be it over a restart"),
});
const noMapping = { 404: "this phone has no mapping" };
const noUser = { 404: "there is no such user" };
const faultsOff = { 403: "faults are not enabled on this backend" };

export const operations = {
  getStatus: { method: "get", path: "/status", summary: "Addresses and state", answer: statusAnswer },
  listMappings: {
    method: "get",
    path: "/mappings",
    summary: "Which phone serves which extension",
    answer: listOf(mappingAnswer),
  },
  putMappings: {
    method: "post",
    path: "/mappings",
    summary: "Many mappings at once, all or none",
    body: putMappingsBody,
    refusals: { 409: "a user would be logged in on two phones" },
  },
  getMapping: {
    method: "get",
    path: "/mappings/{mac}",
    summary: "The mapping of a phone",
    answer: mappingAnswer,
    refusals: noMapping,
  },
  putMapping: {
    method: "put",
    path: "/mappings/{mac}",
    summary: "Give a phone a mapping; it notices when it fetches its file",
    body: putMappingBody,
    refusals: { 409: "the user is logged in on another phone" },
  },
  deleteMapping: {
    method: "delete",
    path: "/mappings/{mac}",
    summary: "Delete a mapping (HD-8, T13)",
    refusals: noMapping,
  },
  listUsers: { method: "get", path: "/users", summary: "All users", answer: listOf(userAnswer) },
  getUser: {
    method: "get",
    path: "/users/{name}",
    summary: "A user and what holds after inheritance",
    answer: userAnswer,
    refusals: noUser,
  },
  patchUser: {
    method: "patch",
    path: "/users/{name}",
    summary: "Put a user into other groups",
    body: patchUserBody,
    refusals: noUser,
  },
  deleteUser: {
    method: "delete",
    path: "/users/{name}",
    summary: "Delete a user; the extension stays without one (policy user-removed)",
    refusals: noUser,
  },
  patchExtension: {
    method: "patch",
    path: "/extensions/{number}",
    summary: "Change name, voicemail PIN or Max Contacts, as a page does or as FreePBX's API does",
    query: applyQuery,
    body: patchExtensionBody,
    refusals: { 404: "there is no such extension" },
  },
  getSetup: {
    method: "get",
    path: "/setup",
    summary: "The setup as it is now, without secrets and PINs",
    answer: setupContent,
  },
  submitSetup: {
    method: "post",
    path: "/setup/submit",
    summary: "Change the setup, as a whole or not at all (HD-37)",
    query: applyQuery,
    body: setupContent,
    answer: submitAnswer,
  },
  listFindings: {
    method: "get",
    path: "/findings",
    summary: "What the audit says of the setup as it is now",
    answer: listOf(findingAnswer),
  },
  listLockouts: {
    method: "get",
    path: "/lockouts",
    summary: "Who is locked out after wrong PINs",
    answer: listOf(lockoutAnswer),
  },
  endLockouts: { method: "delete", path: "/lockouts", summary: "End all lock-outs" },
  logoutDevice: {
    method: "post",
    path: "/devices/{mac}/logout",
    summary: "Log a phone out, at once or after its call (policy logout-in-call)",
    taken: takenLogout,
    refusals: {
      403: "policy admin-logout: forbid",
      404: "nobody is logged in on this phone",
      409: "the phone is in a call (policy logout-in-call), or its logout is refused by another policy",
    },
  },
  resyncDevice: {
    method: "post",
    path: "/devices/{mac}/resync",
    summary: "Ask a phone to fetch its configuration",
    body: resyncBody,
    refusals: { 404: "the PBX has no contact of this phone" },
  },
  listContacts: {
    method: "get",
    path: "/contacts",
    summary: "Registered contacts, of one extension or all",
    query: anyExtensionQuery,
    answer: listOf(contactAnswer),
  },
  deleteContacts: {
    method: "delete",
    path: "/contacts",
    summary: "Forget the contacts of an extension; their phones are not notified",
    query: extensionQuery,
  },
  listCalls: { method: "get", path: "/calls", summary: "Calls that are up", answer: listOf(callAnswer) },
  deleteCalls: {
    method: "delete",
    path: "/calls",
    summary: "Hang up the calls of an extension, but never an emergency call",
    query: extensionQuery,
  },
  listFarEndCalls: {
    method: "get",
    path: "/far-end-calls",
    summary: "The last 1,000 calls that reached a trunk",
    answer: listOf(farEndCallAnswer),
  },
  callBack: {
    method: "post",
    path: "/call-backs",
    summary: "The PSAP calls a number that it was shown; the events say what becomes of it",
    body: callBackBody,
  },
  listNotices: {
    method: "get",
    path: "/notices",
    summary: "The last 1,000 notices that routes sent of calls",
    answer: listOf(noticeAnswer),
  },
  listCallRecords: {
    method: "get",
    path: "/cdr",
    summary: "The last 1,000 call detail records, without the PINs in them",
    answer: listOf(callRecordAnswer),
  },
  listSecurityEvents: {
    method: "get",
    path: "/security-events",
    summary: "The last 1,000 entries of the PBX's security log: who was challenged, let in or refused",
    answer: listOf(securityEventAnswer),
  },
  reset: {
    method: "post",
    path: "/reset",
    summary:
      "Back to the setup it was started with: no mappings, contacts, calls, lock-outs, faults; all trunks up",
    refusals: { 403: "the backend keeps its state (--state)" },
  },
  moveClock: {
    method: "post",
    path: "/clock",
    summary: "Move the clock that the hot-desk module and the hours of routes go by; SIP keeps real time",
    body: moveClockBody,
  },
  listTrunks: {
    method: "get",
    path: "/trunks",
    summary: "The trunks of the setup, and what calls by them come to",
    answer: listOf(trunkAnswer),
  },
  putTrunk: {
    method: "put",
    path: "/trunks/{name}",
    summary: "Let the calls by a trunk come to something else, or be answered again (up)",
    body: putTrunkBody,
    refusals: { 404: "there is no such trunk" },
  },
  setWebFault: {
    method: "put",
    path: "/web-fault",
    summary: "Let the phone web server fail",
    body: webFaultBody,
  },
  endWebFault: { method: "delete", path: "/web-fault", summary: "Let the phone web server work again" },
  setFault: {
    method: "put",
    path: "/faults/{fault}",
    summary: "Break the rules of a fault on purpose",
    refusals: { ...faultsOff, 404: "there is no such fault" },
  },
  endFault: {
    method: "delete",
    path: "/faults/{fault}",
    summary: "Restore the rules",
    refusals: { ...faultsOff, 404: "there is no such fault" },
  },
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
