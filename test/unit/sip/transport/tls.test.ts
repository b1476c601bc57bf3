import { once } from "node:events";
import { createConnection, createServer, type Socket } from "node:net";
import { connect } from "node:tls";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  type CertificateKind,
  type LabCertificates,
  makeLabCertificates,
} from "../../../../sim/backend/certificates.js";
import { CertificateRefused } from "../../../../sim/sip/transport/certificate-problem.js";
import { openTls, type TlsTrust } from "../../../../sim/sip/transport/tls.js";
import type { Transport } from "../../../../sim/sip/transport/transport.js";
import { Mailbox, options } from "./mailbox.js";
import { transportContract } from "./transport.contract.js";

const anyPort = { host: "127.0.0.1", port: 0 };
const opened: Transport[] = [];
const sockets: Socket[] = [];
let good: LabCertificates;

beforeAll(async () => {
  good = await made("good");
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(opened.splice(0).map((transport) => transport.close()));
});

function made(kind: CertificateKind): Promise<LabCertificates> {
  return makeLabCertificates({ names: ["pbx.test", "127.0.0.1"], kind, now: new Date() });
}

async function server(box: Mailbox, identity = good): Promise<Transport> {
  const transport = await openTls({ ...box.options(anyPort), listen: true, identity });
  opened.push(transport);
  return transport;
}

async function phone(box: Mailbox, trust: Partial<TlsTrust> = {}, bind = anyPort): Promise<Transport> {
  const believed = { authority: good.authority, serverName: "pbx.test", checked: true, ...trust };
  const transport = await openTls({ ...box.options(bind), listen: false, trust: believed });
  opened.push(transport);
  return transport;
}

describe("as every transport", () =>
  transportContract("tls", (given) => {
    const trust = { authority: good.authority, serverName: undefined, checked: true };
    return openTls({ ...given, listen: true, identity: good, trust });
  }));

describe("the certificate of the server", () => {
  test.each([
    ["expired", "certificate expired"],
    ["other-name", "certificate is for another name"],
    ["untrusted", "certificate is not trusted"],
  ] as const)("%s: refused in words, and nothing was said to that server", async (kind, reason) => {
    const shown = await made(kind);
    const [near, far] = [new Mailbox(), new Mailbox()];
    const { local } = await server(far, shown);
    const caller = await phone(near, { authority: shown.authority });
    caller.send(options("secret"), local);
    await near.until(() => near.errors.length === 1);
    expect(near.errors).toEqual([new CertificateRefused(reason)]);
    // The next one is a new connection; a server that is asked once more has heard nothing of the first.
    const believer = await phone(new Mailbox(), { checked: false });
    believer.send(options("after"), local);
    await far.arrival();
    expect(far.texts()).toEqual([options("after")]);
    expect(near.closed).toEqual([]);
  });

  test.each(["expired", "other-name", "untrusted"] as const)(
    "%s: taken by a phone that checks nothing",
    async (kind) => {
      const far = new Mailbox();
      const { local } = await server(far, await made(kind));
      (await phone(new Mailbox(), { checked: false })).send(options("hello"), local);
      expect((await far.arrival()).protocol).toBe("tls");
    },
  );

  test("must be for the configured server: a name, or the address where none is given", async () => {
    const far = new Mailbox();
    const { local } = await server(far);
    const near = new Mailbox();
    (await phone(near, { serverName: "elsewhere.test" })).send(options("name"), local);
    await near.until(() => near.errors.length === 1);
    expect(near.errors[0]?.message).toBe("certificate is for another name");
    (await phone(new Mailbox(), { serverName: undefined })).send(options("address"), local);
    expect((await far.arrival()).data.toString()).toBe(options("address"));
  });

  test("the authorities of the machine do not know the lab's", async () => {
    const near = new Mailbox();
    const { local } = await server(new Mailbox());
    (await phone(near, { authority: undefined })).send(options("secret"), local);
    await near.until(() => near.errors.length === 1);
    expect(near.errors[0]?.message).toBe("certificate is not trusted");
  });
});

describe("connections", () => {
  test("are used again, both ways, from the port that the phone named, and reported when they are gone", async () => {
    const [near, far] = [new Mailbox(), new Mailbox()];
    const [caller, pbx] = [await phone(near), await server(far)];
    caller.send(options("one"), pbx.local);
    caller.send(options("two"), pbx.local);
    await far.until(() => far.arrivals.length === 2);
    expect(far.arrivals.map(({ from }) => from)).toEqual([caller.local, caller.local]);
    pbx.send(options("call"), caller.local);
    expect((await near.arrival()).from).toEqual(pbx.local);
    await pbx.close();
    await near.until(() => near.closed.length === 1);
    expect(near.closed).toEqual([pbx.local]);
    expect(near.errors).toEqual([]);
  });

  test("a phone that restarts dials from the same port at once", async () => {
    const far = new Mailbox();
    const pbx = await server(far);
    let bind = anyPort;
    for (let boot = 0; boot < 3; boot++) {
      const box = new Mailbox();
      const caller = await phone(box, {}, bind);
      caller.send(options(`boot ${boot}`), pbx.local);
      expect((await far.arrival(boot)).from).toEqual(caller.local);
      await caller.close();
      await far.until(() => far.closed.length === boot + 1);
      expect(box.errors).toEqual([]);
      bind = caller.local;
    }
    expect(far.errors).toEqual([]);
  });

  test("a server without trust dials nobody", async () => {
    const box = new Mailbox();
    const pbx = await server(box);
    const listener = await server(new Mailbox());
    pbx.send(options("call"), listener.local);
    await box.until(() => box.errors.length === 1);
    expect(box.errors[0]?.message).toContain("none is dialled over TLS");
  });

  test("a server that speaks no TLS is an error, and so is one that closes in the handshake", async () => {
    const listener = createServer((socket) => {
      sockets.push(socket);
      socket.end("SIP/2.0 400 Bad Request\r\n\r\n");
    });
    await once(listener.listen(0, "127.0.0.1"), "listening");
    const address = listener.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const near = new Mailbox();
    (await phone(near)).send(options("secret"), { host: "127.0.0.1", port: address.port });
    await near.until(() => near.errors.length === 1);
    expect(near.errors[0]).not.toBeInstanceOf(CertificateRefused);
    expect(near.closed).toEqual([]);
    listener.close();
  });

  test("a client that never finishes its handshake does not keep the server from closing", async () => {
    const far = new Mailbox();
    const pbx = await server(far);
    const silent = createConnection(pbx.local);
    sockets.push(silent);
    await once(silent, "connect");
    const rude = createConnection(pbx.local);
    sockets.push(rude);
    rude.write("REGISTER sip:pbx.test SIP/2.0\r\n\r\n");
    await far.until(() => far.errors.length === 1);
    await pbx.close();
    expect(far.arrivals).toEqual([]);
  });

  test("three messages in one record come in order, and a half close is answered before ours follows", async () => {
    const box = new Mailbox();
    let pbx: Transport | undefined;
    pbx = await openTls({
      ...box.options(anyPort),
      onMessage: (arrival) => {
        box.options(anyPort).onMessage(arrival);
        pbx?.send(options("answer"), arrival.from);
      },
      listen: true,
      identity: good,
    });
    opened.push(pbx);
    const tcp = createConnection({ ...pbx.local, allowHalfOpen: true });
    const socket = connect({ socket: tcp, ca: good.authority, servername: "pbx.test" });
    sockets.push(socket);
    await once(socket, "secureConnect");
    socket.end(["one", "two", "three"].map((id) => options(id)).join(""));
    let text = "";
    socket.on("data", (chunk) => {
      text += String(chunk);
    });
    await once(socket, "end");
    expect(text).toBe(options("answer").repeat(3));
    expect(box.texts()).toEqual(["one", "two", "three"].map((id) => options(id)));
    await box.until(() => box.closed.length === 1);
    expect(box.errors).toEqual([]);
  });
});
