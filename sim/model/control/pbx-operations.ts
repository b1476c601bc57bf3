import { anyExtensionQuery, callBackBody, extensionQuery } from "./control-schemas.js";
import { listOf, type OperationShape } from "./operation-shape.js";
import {
  callAnswer,
  callRecordAnswer,
  contactAnswer,
  farEndCallAnswer,
  noticeAnswer,
  securityEventAnswer,
} from "./pbx-schemas.js";

/** What the PBX has and has seen, in the order of the API. */
export const pbxOperations = {
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
} as const satisfies Readonly<Record<string, OperationShape>>;
