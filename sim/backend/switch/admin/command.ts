import type { SipRequest, SipResponse } from "../../../sip/message/message.js";
import { parseAppMessage } from "./app-message.js";

/** What an application asks of the server; `id` names the frame and comes back in the reply. */
export type Command = { readonly id: string } & (
  | { readonly kind: "authenticate"; readonly secret: string }
  | { readonly kind: "route"; readonly method: string }
  | { readonly kind: "remove-route"; readonly method: string }
  | { readonly kind: "ping" }
  | { readonly kind: "response"; readonly transactionId: string; readonly response: SipResponse }
  | { readonly kind: "cancel"; readonly transactionId: string; readonly request: SipRequest }
  | { readonly kind: "dialog-request"; readonly dialogId: string; readonly request: SipRequest }
  | { readonly kind: "new-request"; readonly nextHop: string | undefined; readonly request: SipRequest }
  | { readonly kind: "proxy" }
  | { readonly kind: "not-sip" }
  | { readonly kind: "unknown" }
);

/** Reads one payload: a line of `|` fields and, for `sip`, a SIP message after CRLF. */
export function parseCommand(payload: string): Command {
  const lineEnd = payload.indexOf("\r\n");
  const line = lineEnd < 0 ? payload : payload.slice(0, lineEnd);
  const [id = "", verb = "", ...fields] = line.split("|");
  const [first = ""] = fields;
  switch (verb) {
    case "authenticate":
      return { id, kind: "authenticate", secret: first };
    case "route":
      return { id, kind: "route", method: first.toUpperCase() };
    case "remove_route":
      return { id, kind: "remove-route", method: first.toUpperCase() };
    case "ping":
      return { id, kind: "ping" };
    case "proxy":
      return { id, kind: "proxy" };
    case "sip":
      return parseSip(id, fields, lineEnd < 0 ? "" : payload.slice(lineEnd + 2));
    default:
      return { id, kind: "unknown" };
  }
}

function parseSip(id: string, fields: readonly string[], text: string): Command {
  const [transactionId = "", dialogId = "", nextHop = ""] = fields;
  const message = parseAppMessage(text);
  if (!message) return { id, kind: "not-sip" };
  if (message.kind === "response") return { id, kind: "response", transactionId, response: message };
  if (transactionId !== "" && message.method === "CANCEL") {
    return { id, kind: "cancel", transactionId, request: message };
  }
  if (dialogId !== "") return { id, kind: "dialog-request", dialogId, request: message };
  return { id, kind: "new-request", nextHop: nextHop === "" ? undefined : nextHop, request: message };
}
