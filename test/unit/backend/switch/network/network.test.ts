import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { Network } from "../../../../../sim/backend/switch/network/network.js";

let opened: Network | undefined;

afterEach(() => opened?.close());

describe("a flow over the connection that a phone has opened", () => {
  it("works while that connection stands and is never dialled anew", async () => {
    let heard = (): void => {};
    const message = new Promise<void>((resolve) => {
      heard = resolve;
    });
    let gone = (): void => {};
    const lost = new Promise<void>((resolve) => {
      gone = resolve;
    });
    const network = await Network.open({
      host: "127.0.0.1",
      udpPort: 0,
      tcpPort: 0,
      onMessage: () => heard(),
      onConnectionLost: () => gone(),
    });
    opened = network;
    const phone = connect(network.tcp);
    phone.resume();
    await once(phone, "connect");
    const to = { host: "127.0.0.1", port: phone.localPort ?? 0 };
    phone.write("OPTIONS sip:a@b SIP/2.0\r\nContent-Length: 0\r\n\r\n");
    await message;
    const flow = { protocol: "tcp", to, existingOnly: true } as const;
    expect(network.send("SIP/2.0 200 OK\r\n\r\n", flow)).toBe(true);
    phone.destroy();
    await lost;
    expect(network.send("SIP/2.0 200 OK\r\n\r\n", flow)).toBe(false);
    // A phone that listens may be dialled.
    expect(network.send("SIP/2.0 200 OK\r\n\r\n", { ...flow, existingOnly: false })).toBe(true);
  });
});
