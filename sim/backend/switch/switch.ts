import type { Clock } from "../../model/clock.js";
import type { SipRequest } from "../../sip/message/message.js";
import type { ParsedMessage } from "../../sip/message/parse.js";
import { responseTo, serializeMessage } from "../../sip/message/serialize.js";
import { systemClock } from "../../sip/system-clock.js";
import { sipTimerWheel } from "../../sip/timer-wheel.js";
import { type SipTimers, standardTimers } from "../../sip/timers.js";
import type { TlsIdentity } from "../../sip/transport/tls.js";
import type {
  Arrival,
  SocketAddress,
  StreamProtocol,
  TransportOptions,
} from "../../sip/transport/transport.js";
import { AdminServer } from "./admin/admin-server.js";
import { RouteTable } from "./admin/route-table.js";
import { AppCommands } from "./app-commands.js";
import { Calls } from "./dialogs/calls.js";
import { Dialogs } from "./dialogs/dialogs.js";
import { Subscriptions } from "./dialogs/subscriptions.js";
import { newTag } from "./ids.js";
import { onAppLost } from "./lost-app.js";
import {
  completedVia,
  namesSender,
  responseFlow,
  sourceFlow,
  topVia,
  withTopVia,
} from "./messages/arrived.js";
import { hostPorts } from "./messages/own-address.js";
import { readArrival } from "./messages/read-arrival.js";
import { Network } from "./network/network.js";
import type { SwitchParts } from "./parts.js";
import { brokenOff, type RefusedMessage, refusedRequest } from "./refused.js";
import { RequestsIn } from "./requests-in.js";
import { ResponsesIn } from "./responses-in.js";
import { SparedCalls, type Sparing } from "./spared-calls.js";

import { ClientTransactions } from "./transactions/client-transactions.js";
import { ServerTransactions } from "./transactions/server-transactions.js";

export interface SwitchOptions {
  /** Numeric address of this machine that SIP is served on and that the server calls itself. */
  readonly host: string;
  /** 0 for any; with both 0, UDP and TCP get the same number. */
  readonly udpPort: number;
  readonly tcpPort: number;
  /** What SIP over TLS is served with; absent: it is not. Port 0 for any. */
  readonly tls?: TlsIdentity & { readonly port: number };
  /** What applications must know to log in. */
  readonly secret: string;
  /** RFC 3261 values if left out. */
  readonly timers?: SipTimers;
  readonly clock?: Clock;
  readonly lose?: TransportOptions["lose"];
  /**
   * A phone's connection is closed. The control protocol has no word for it, so only a program that runs this server
   * in itself can know.
   */
  readonly onConnectionClosed?: (protocol: StreamProtocol, far: SocketAddress) => void;
  /** Hears of each message that no application is asked about, but of late and stray responses. */
  readonly onRefused?: (refused: RefusedMessage) => void;
  /** Whether messages from an address are dropped before anybody sees them; default: none. */
  readonly isBanned?: (host: string) => boolean;
  /** Default: nothing that is malformed is served. */
  readonly sparing?: Sparing;
}

/** The embedded SIP server, running. */
export interface Switch {
  /** Where applications connect: `srf.connect({ host, port, secret })`. */
  readonly admin: SocketAddress;
  readonly udp: SocketAddress;
  readonly tcp: SocketAddress;
  readonly tls: SocketAddress | undefined;
  /** Resolves when all ports are free; open calls and requests are dropped without a word. */
  stop(): Promise<void>;
}

/**
 * Starts a SIP server that is controlled over drachtio-server's protocol, so that one drachtio-srf application runs
 * on it and on a real drachtio-server.
 *
 * @throws DeskfleetError DF_SIP_BIND, DF_BACKEND_START
 * @example
 * const sipSwitch = await startSwitch({ host: "127.0.0.1", udpPort: 0, tcpPort: 0, secret: "cymru" });
 * srf.connect({ ...sipSwitch.admin, secret: "cymru" });
 */
export async function startSwitch(options: SwitchOptions): Promise<Switch> {
  const timers = options.timers ?? standardTimers;
  const clock = options.clock ?? systemClock;
  const onRefused = options.onRefused ?? (() => {});
  const inbox: { receive: (arrival: Arrival) => void } = { receive: () => {} };
  const network = await Network.open({
    host: options.host,
    udpPort: options.udpPort,
    tcpPort: options.tcpPort,
    onMessage: (arrival) => {
      if (options.isBanned?.(arrival.from.host) === true) return;
      try {
        inbox.receive(arrival);
      } catch (thrown) {
        onRefused(brokenOff(arrival, thrown));
      }
    },
    onConnectionLost: (protocol, far) => clients.connectionLost(protocol, far),
    onUnreadable: (protocol, far, why) =>
      onRefused({
        request: undefined,
        userAgent: undefined,
        from: { ...far, protocol },
        status: undefined,
        why,
      }),
    ...(options.onConnectionClosed ? { onConnectionClosed: options.onConnectionClosed } : {}),
    ...(options.tls ? { tls: options.tls } : {}),
    ...(options.lose ? { lose: options.lose } : {}),
  });
  const own = { udp: network.udp, tcp: network.tcp, tls: network.tls };
  // A tenth of T1 keeps retransmissions close to their times at a cost that does not grow with their number.
  const wheel = sipTimerWheel(clock, timers);
  const servers = new ServerTransactions({ network, wheel, timers, now: () => clock.now() });
  const clients: ClientTransactions = new ClientTransactions({
    network,
    wheel,
    timers,
    onResponse: (transaction, response) => responses.receive(transaction, response),
    onTimeout: (transaction) => responses.missing(transaction, 408),
    onTransportError: (transaction) => responses.missing(transaction, 503),
  });
  const dialogs = new Dialogs();
  const routes = new RouteTable();
  const parts: SwitchParts = {
    ...{ network, servers, clients, dialogs, routes, wheel, timers, own, clock },
    onRefused,
  };
  const calls = new Calls(parts);
  const subscriptions = new Subscriptions(parts);
  const responses = new ResponsesIn(parts, calls, subscriptions);
  const requests = new RequestsIn(parts, calls, subscriptions);
  const commands = new AppCommands(parts, calls, subscriptions);
  const spared = new SparedCalls(options.sparing);
  inbox.receive = (arrival) => receive(parts, requests, arrival, spared);
  const admin = await AdminServer.open({
    secret: options.secret,
    hostPorts: hostPorts(own),
    route: (app, method) => routes.add(method, app),
    removeRoute: (app, method) => routes.remove(method, app),
    onCommand: (app, command) => commands.perform(app, command),
    onLost: (app) => onAppLost(parts, calls, subscriptions, app),
  }).catch(async (error: unknown) => {
    await network.close();
    throw error;
  });
  return {
    admin: admin.address,
    ...own,
    stop: async () => {
      inbox.receive = () => {};
      await admin.close();
      wheel.stop();
      await network.close();
    },
  };
}

function receive(parts: SwitchParts, requests: RequestsIn, arrival: Arrival, calls: SparedCalls): void {
  const parsed = readArrival(arrival);
  if (!parsed.ok) {
    const spared = calls.spare(arrival, parsed.reason);
    if (spared) requests.receive(spared, arrival);
    else refuseMalformed(parts, parsed, arrival);
  } else if (parsed.message.kind === "request") requests.receive(parsed.message, arrival);
  // A response without a transaction is a late repeat or a stray.
  else parts.clients.receive(parsed.message);
}

function sourceOf({ from, protocol }: Arrival): RefusedMessage["from"] {
  return { ...from, protocol };
}

const singleHeaders = new Set(["from", "to", "call-id", "cseq"]);

/** The first of each header that may stand only once: the answer must not repeat the mistake. */
function withoutDoubles(request: SipRequest): SipRequest {
  const seen = new Set<string>();
  const headers = request.headers.filter(({ name }) => {
    const lower = name.toLowerCase();
    const double = singleHeaders.has(lower) && seen.has(lower);
    seen.add(lower);
    return !double;
  });
  return { ...request, headers };
}

/** Answers what can be answered of a malformed request; the rest is dropped. */
function refuseMalformed(
  parts: SwitchParts,
  parsed: Extract<ParsedMessage, { ok: false }>,
  arrival: Arrival,
): void {
  const from = sourceOf(arrival);
  const why = parsed.reason;
  if (parsed.status === undefined) {
    parts.onRefused({ request: undefined, userAgent: undefined, from, status: undefined, why });
    return;
  }
  const { status } = parsed;
  const request = withoutDoubles(parsed.partial);
  const answer = (to: SipRequest): string =>
    serializeMessage(responseTo(to, status, undefined, { toTag: newTag() }));
  const via = topVia(request);
  const answered = via !== undefined || namesSender(request);
  parts.onRefused(refusedRequest(request, from, { status: answered ? status : undefined, why }));
  if (via) {
    const completed = completedVia(via, arrival);
    parts.network.send(answer(withTopVia(request, completed)), responseFlow(completed, arrival));
  } else if (answered) {
    parts.network.send(answer(request), sourceFlow(arrival));
  }
}
