import { describe, expect, it } from "vitest";
import type { App } from "../../../../../sim/backend/switch/admin/app.js";
import { writeRequest } from "../../../../../sim/backend/switch/messages/request-written.js";
import { ClientTransactions } from "../../../../../sim/backend/switch/transactions/client-transactions.js";
import { ManualClock } from "../../../../../sim/model/manual-clock.js";
import { responseTo } from "../../../../../sim/sip/message/serialize.js";
import { TimerWheel } from "../../../../../sim/sip/timer-wheel.js";
import { standardTimers } from "../../../../../sim/sip/timers.js";

const app: App = { connected: true, send: () => {}, sendThen: () => {} };
const place = { host: "10.0.0.1", port: 5060 };

function sent({ reachable = true } = {}) {
  const told: (number | string)[] = [];
  const clients = new ClientTransactions({
    network: { send: () => reachable },
    wheel: new TimerWheel(new ManualClock(), { tickMs: 50 }),
    timers: standardTimers,
    onResponse: (_transaction, { status }) => told.push(status),
    onTimeout: () => told.push("timeout"),
    onTransportError: () => told.push("transport error"),
  });
  const branch = "z9hG4bKtest";
  const asked = { kind: "request", method: "OPTIONS", uri: "sip:10.0.0.2", headers: [], body: "" } as const;
  const request = writeRequest(asked, {
    own: { udp: place, tcp: place, tls: undefined },
    protocol: "tcp",
    branch,
  });
  if (!request) throw new Error("nothing written");
  const flow = { protocol: "tcp", to: place, existingOnly: true } as const;
  const transaction = clients.send({ request, branch, flow, app, dialogId: "", inDialog: false });
  return { clients, request, transaction, told };
}

describe("what comes of a request of an application", () => {
  it("is reported after the application has read the echo of the request, in order", () => {
    const { clients, request, transaction, told } = sent();
    for (const status of [183, 200]) clients.receive(responseTo(request, status));
    expect(told).toEqual([]);
    clients.echoed(transaction);
    expect(told).toEqual([183, 200]);
  });

  it("is reported at once after that", () => {
    const { clients, request, transaction, told } = sent();
    clients.echoed(transaction);
    clients.receive(responseTo(request, 200));
    expect(told).toEqual([200]);
  });

  it("is reported after the echo also when the connection is gone already", async () => {
    const { clients, transaction, told } = sent({ reachable: false });
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([]);
    clients.echoed(transaction);
    expect(told).toEqual(["transport error"]);
  });

  it("is nothing of ours when branch or method differ", () => {
    const { clients, request } = sent();
    const response = responseTo(request, 200);
    const other = response.headers.map((each) =>
      each.name === "CSeq" ? { name: "CSeq", value: "1 INFO" } : each,
    );
    expect(clients.receive({ ...response, headers: other })).toBe(false);
    expect(clients.receive(response)).toBe(true);
    // Over TCP the transaction ends with its final response.
    expect(clients.receive(response)).toBe(false);
  });
});
