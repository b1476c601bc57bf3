import { controlBase } from "../../model/control/control-api.js";
import { type OperationId, operations } from "../../model/control/control-operations.js";

/** `GET /control/v1/mappings`: how a hint names what can be asked next; never a path that there is not. */
export function asking(id: OperationId): string {
  const { method, path } = operations[id];
  return `${method.toUpperCase()} ${controlBase}${path}`;
}

/** What to do about a refusal of that status, where nothing says more. */
export const hints: Readonly<Record<number, string>> = {
  400: `Fix the request: ${asking("getOpenApi")} says what paths and bodies there are.`,
  403: "It is forbidden: by a policy of the setup, by the backend's options, or because of where it comes from.",
  404: `${asking("getOpenApi")} lists what can be asked.`,
  405: "Use one of the methods in the Allow header.",
  409: "Log the user out there first, or wait for the end of the call.",
  413: "Send fewer mappings at once.",
  415: "Send JSON with content type application/json.",
  501: "The PBX behind this backend is an Asterisk: with the embedded PBX it can be done.",
  502: "See that the PBX behind this backend runs, and can be reached.",
};
