import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { openTcp } from "../../../../sim/sip/transport/tcp.js";
import type { SocketAddress, Transport, TransportOptions } from "../../../../sim/sip/transport/transport.js";
import { Mailbox, options } from "./mailbox.js";
import { TestNetwork } from "./test-network.js";
import { transportContract } from "./transport.contract.js";

describe("as every transport", () =>
  transportContract("tcp", (given) => openTcp({ ...given, listen: true })));

const opened: Transport[] = [];
const sockets: Socket[] = [];
const anyPort = { host: "127.0.0.1", port: 0 };

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(opened.splice(0).map((transport) => transport.close()));
});

async function start(
  box: Mailbox,
  listen: boolean,
  changes: Partial<TransportOptions> = {},
): Promise<Transport> {
  const transport = await openTcp({ ...box.options(anyPort), ...changes, listen });
  opened.push(transport);
  return transport;
}

async function connect(to: Transport): Promise<Socket> {
  const socket = createConnection({ ...to.local, allowHalfOpen: true });
  sockets.push(socket);
  socket.setNoDelay(true);
  await once(socket, "connect");
  return socket;
}

function portOf(server: Server): SocketAddress {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { host: "127.0.0.1", port: address.port };
}

async function read(socket: Socket, length: number): Promise<string> {
  let text = "";
  while (text.length < length) text += String((await once(socket, "data"))[0]);
  return text;
}

describe("segments", () => {
  test("one byte per segment", async () => {
    const box = new Mailbox();
    const socket = await connect(await start(box, true));
    for (const byte of Buffer.from(options("bytes", "body"))) {
      socket.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    expect((await box.arrival()).data.toString()).toBe(options("bytes", "body"));
  });

  test("three messages in one segment come in order, one a turn", async () => {
    const box = new Mailbox();
    const turns: number[] = [];
    let turn = 0;
    const tick = (): void => {
      turn++;
      if (box.arrivals.length < 3) setImmediate(tick);
    };
    const receiver = await start(box, true, {
      onMessage: (arrival) => {
        if (turns.length === 0) setImmediate(tick);
        turns.push(turn);
        box.options(anyPort).onMessage(arrival);
      },
    });
    const socket = await connect(receiver);
    socket.write(["one", "two", "three"].map((id) => options(id, id)).join(""));
    await box.until(() => box.arrivals.length === 3);
    expect(box.texts()).toEqual(["one", "two", "three"].map((id) => options(id, id)));
    expect(new Set(turns).size).toBe(3);
  });

  test("CR LF CR LF is answered with CR LF, and messages around it come", async () => {
    const box = new Mailbox();
    const socket = await connect(await start(box, true));
    socket.write(`${options("before")}\r\n\r\n${options("after")}`);
    expect(await read(socket, 2)).toBe("\r\n");
    await box.until(() => box.arrivals.length === 2);
    expect(box.texts()).toEqual([options("before"), options("after")]);
  });
});

describe("what cannot be framed ends the connection", () => {
  test.each([
    ["headers of more than 64 KB", `OPTIONS sip:a SIP/2.0\r\nX: ${"x".repeat(66_000)}`],
    ["a body of more than 256 KB", "OPTIONS sip:a SIP/2.0\r\nContent-Length: 300000\r\n\r\n"],
    ["another protocol", "GET / HTTP/1.1\r\nHost: a\r\n\r\n"],
  ])("%s", async (_name, bytes) => {
    const box = new Mailbox();
    const socket = await connect(await start(box, true));
    socket.resume().write(bytes);
    await once(socket, "end");
    expect(box.arrivals).toEqual([]);
    expect(box.errors).toHaveLength(1);
  });

  test("a request with a negative length can still be answered", async () => {
    const box = new Mailbox();
    let receiver: Transport | undefined;
    receiver = await start(box, true, {
      onMessage: ({ from }) => receiver?.send("SIP/2.0 400 Bad Request\r\n\r\n", from),
    });
    const socket = await connect(receiver);
    socket.write("OPTIONS sip:a SIP/2.0\r\nContent-Length: -1\r\n\r\n");
    expect(await read(socket, 27)).toBe("SIP/2.0 400 Bad Request\r\n\r\n");
    await once(socket, "end");
  });
});

describe("connections", () => {
  test("are used again, both ways, and reported when they are gone", async () => {
    const [near, far] = [new Mailbox(), new Mailbox()];
    const phone = await start(near, false);
    const server = await start(far, true);
    phone.send(options("one"), server.local);
    phone.send(options("two"), server.local);
    await far.until(() => far.arrivals.length === 2);
    // The phone keeps one port, known before it ever connects: its Contact names it.
    expect(far.arrivals.map(({ from }) => from)).toEqual([phone.local, phone.local]);
    server.send(options("call"), phone.local);
    expect((await near.arrival()).from).toEqual(server.local);
    await server.close();
    await near.until(() => near.closed.length === 1);
    expect(near.closed).toEqual([server.local]);
    expect(near.errors).toEqual([]);
  });

  test("a phone that restarts dials from the same port at once", async () => {
    const far = new Mailbox();
    const server = await start(far, true);
    let { local } = await start(new Mailbox(), false);
    for (let boot = 0; boot < 3; boot++) {
      const box = new Mailbox();
      const phone = await start(box, false, { bind: local });
      phone.send(options(`boot ${boot}`), server.local);
      expect((await far.arrival(boot)).from).toEqual(local);
      await phone.close();
      await far.until(() => far.closed.length === boot + 1);
      expect(box.errors).toEqual([]);
      local = phone.local;
    }
    expect(far.errors).toEqual([]);
  });

  test("a half close is answered before ours follows", async () => {
    const box = new Mailbox();
    const answer = options("answer");
    let receiver: Transport | undefined;
    receiver = await start(box, true, {
      onMessage: (arrival) => {
        box.options(anyPort).onMessage(arrival);
        receiver?.send(answer, arrival.from);
      },
    });
    const socket = await connect(receiver);
    socket.end(options("one") + options("two"));
    expect(await read(socket, 2 * answer.length)).toBe(answer.repeat(2));
    await once(socket, "end");
    await box.until(() => box.closed.length === 1);
  });

  test("a reset of the peer is a close, not an error", async () => {
    const box = new Mailbox();
    const socket = await connect(await start(box, true));
    socket.write(options("last words"));
    await box.arrival();
    socket.resetAndDestroy();
    await box.until(() => box.closed.length === 1);
    expect(box.errors).toEqual([]);
  });

  test("a phone closes by reset, so that no TIME_WAIT holds its port", async () => {
    const server = createServer();
    await once(server.listen(0, "127.0.0.1"), "listening");
    const phone = await start(new Mailbox(), false);
    const accepted = once(server, "connection");
    phone.send(options("hello"), portOf(server));
    const [socket] = await accepted;
    await once(socket, "data");
    const failed = once(socket, "error");
    await phone.close();
    expect((await failed)[0]).toMatchObject({ code: "ECONNRESET" });
    server.close();
  });

  test("a refused connection is reported with its address", async () => {
    const box = new Mailbox();
    const phone = await start(box, false);
    const gone = await start(new Mailbox(), true);
    await gone.close();
    phone.send(options("nobody"), gone.local);
    await box.until(() => box.errors.length === 1);
    expect(box.errors[0]).toMatchObject({ code: "ECONNREFUSED" });
    expect(box.closed).toEqual([]);
  });

  test("a peer that reads nothing is cut off before it fills the memory", async () => {
    const server = createServer((socket) => {
      sockets.push(socket.pause());
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const box = new Mailbox();
    const phone = await start(box, false);
    const large = options("large", "x".repeat(200_000));
    for (let index = 0; index < 100 && box.errors.length === 0; index++) {
      phone.send(large, portOf(server));
      await new Promise(setImmediate);
    }
    await box.until(() => box.errors.length > 0);
    expect(box.errors[0]?.message).toContain("unread");
    server.close();
  });
});

describe("a connection that the network ends", () => {
  async function connected() {
    const [near, far, network] = [new Mailbox(), new Mailbox(), new TestNetwork()];
    const server = await start(far, true);
    const phone = await start(near, false, { impair: network });
    phone.send(options("first"), server.local);
    await far.arrival();
    return { near, far, network, server, phone };
  }

  test.each(["close", "half-close"] as const)(
    "%s: both ends hear of it, and the next message dials anew",
    async (fault) => {
      const { near, far, network, server, phone } = await connected();
      await network.suffer(fault);
      await near.until(() => near.closed.length === 1);
      await far.until(() => far.closed.length === 1);
      phone.send(options("second"), server.local);
      await far.arrival(1);
      expect(far.texts()).toEqual([options("first"), options("second")]);
    },
  );

  test("silence: neither end hears of it, nor of the other", async () => {
    const { near, far, network, server, phone } = await connected();
    await network.suffer("silence");
    let left = 0;
    phone.send(options("unheard"), server.local, () => left++);
    const { from } = await far.arrival();
    await new Promise<void>((resolve) => server.send(options("unheard too"), from, resolve));
    // What another phone sends afterwards is there before anything of the silent one could be.
    const other = await start(new Mailbox(), false);
    other.send(options("of another"), server.local);
    await far.arrival(1);
    expect(far.texts()).toEqual([options("first"), options("of another")]);
    expect([left, near.texts(), near.closed, far.closed]).toEqual([1, [], [], []]);
    await phone.close();
    await far.until(() => far.closed.length === 1);
  });

  test("a NAT that rebinds, or no connection at all, is refused", async () => {
    const { network, phone } = await connected();
    await expect(network.suffer("rebind")).rejects.toThrow("ends the connection");
    await phone.close();
    await expect(network.suffer("close")).rejects.toThrow("no connection (tcp) is open");
  });
});

test.runIf(process.platform === "linux")(
  "a port that is kept without a connection is none that the system deals out by itself",
  async () => {
    const { local } = await start(new Mailbox(), false);
    const [lowest = ""] = readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8").split("\t");
    expect(local.port).toBeGreaterThan(1024);
    expect(local.port).toBeLessThan(Number(lowest));
  },
);
