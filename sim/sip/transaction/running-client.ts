import type { ClientInput } from "./client-input.js";
import { type InviteClientState, startInviteClient, stepInviteClient } from "./invite-client.js";
import { type NonInviteClientState, startNonInviteClient, stepNonInviteClient } from "./non-invite-client.js";
import { type MessageEffect, RunningTransaction, type TransactionParts } from "./running-transaction.js";

/** A client transaction that runs, of an INVITE (RFC 3261 §17.1.1) or of any other request (§17.1.2). */
export type RunningClient =
  | RunningTransaction<InviteClientState, ClientInput>
  | RunningTransaction<NonInviteClientState, ClientInput>;

/** @returns the transaction and what is to be done first: the request goes out */
export function startClient(
  method: string,
  parts: TransactionParts,
): readonly [RunningClient, readonly MessageEffect[]] {
  if (method === "INVITE") {
    const { state, effects } = startInviteClient(parts.settings);
    const client = new RunningTransaction(state, stepInviteClient, parts);
    return [client, client.runTimers(effects)];
  }
  const { state, effects } = startNonInviteClient(parts.settings);
  const client = new RunningTransaction(state, stepNonInviteClient, parts);
  return [client, client.runTimers(effects)];
}
