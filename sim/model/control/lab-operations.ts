import { moveClockBody, putTrunkBody, trunkAnswer, webFaultBody } from "./control-schemas.js";
import { listOf, type OperationShape } from "./operation-shape.js";

const faultsOff = { 403: "faults are not enabled on this backend" };

/** What a laboratory does to a backend, in the order of the API. */
export const labOperations = {
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
} as const satisfies Readonly<Record<string, OperationShape>>;
