import { parseNameAddr } from "../../../sip/message/name-addr.js";
import { type Flow, flowOfUri, isReliable } from "../network/flow.js";
import type { Dialog } from "./dialog.js";

/**
 * Where a request in a dialog goes: the first route, else the remote target (RFC 3261 §12.2.1.1). A phone on TCP or
 * TLS is reached over its own connection only, and one whose Contact is a name (`….invalid`) where it was last heard.
 */
export function dialogFlow(dialog: Dialog): Flow {
  const [route] = dialog.routes;
  if (route !== undefined) return flowOfUri(parseNameAddr(route)?.uri ?? "") ?? dialog.flow;
  if (isReliable(dialog.flow)) return dialog.flow;
  return flowOfUri(dialog.target) ?? dialog.flow;
}
