import type { Clock } from "../../model/clock.js";
import type { SipHeader } from "../../sip/message/message.js";
import { responseTo, serializeMessage } from "../../sip/message/serialize.js";
import type { TimerWheel } from "../../sip/timer-wheel.js";
import type { SipTimers } from "../../sip/timers.js";
import type { Passage } from "./admin/frames-written.js";
import type { RouteTable } from "./admin/route-table.js";
import type { Dialogs } from "./dialogs/dialogs.js";
import type { OwnAddress } from "./messages/own-address.js";
import type { Flow } from "./network/flow.js";
import type { Network } from "./network/network.js";
import { type RefusedMessage, refusedRequest } from "./refused.js";
import type { ClientTransactions } from "./transactions/client-transactions.js";
import type { ServerTransaction } from "./transactions/server-transaction.js";
import type { ServerTransactions } from "./transactions/server-transactions.js";

/** What the rooms of one switch share. */
export interface SwitchParts {
  readonly network: Network;
  readonly servers: ServerTransactions;
  readonly clients: ClientTransactions;
  readonly dialogs: Dialogs;
  readonly routes: RouteTable;
  readonly wheel: TimerWheel;
  readonly timers: SipTimers;
  readonly own: OwnAddress;
  readonly clock: Clock;
  readonly onRefused: (refused: RefusedMessage) => void;
}

/** A message that crosses the network now. */
export function passage({ clock }: SwitchParts, text: string, flow: Pick<Flow, "protocol" | "to">): Passage {
  return { protocol: flow.protocol, far: flow.to, atMs: clock.wall(), text };
}

/** Answers a request without asking an application. */
export function answerLocally(
  { servers }: SwitchParts,
  transaction: ServerTransaction,
  status: number,
  headers: readonly SipHeader[] = [],
): void {
  const { request, toTag } = transaction;
  const extra = status === 100 ? {} : { toTag, headers };
  servers.respond(transaction, status, serializeMessage(responseTo(request, status, undefined, extra)));
}

/** Answers a request that no application is asked about with a failure, and says so. @param why for the log */
export function refuse(
  parts: SwitchParts,
  transaction: ServerTransaction,
  { status, why, headers = [] }: { status: number; why: string; headers?: readonly SipHeader[] },
): void {
  answerLocally(parts, transaction, status, headers);
  const { protocol, to } = transaction.source;
  parts.onRefused(refusedRequest(transaction.request, { ...to, protocol }, { status, why }));
}
