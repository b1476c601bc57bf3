import { createSocket } from "node:dgram";
import { afterEach, describe, expect, test } from "vitest";
import type { Transport } from "../../../../sim/sip/transport/transport.js";
import { openUdp } from "../../../../sim/sip/transport/udp.js";
import { Mailbox, options } from "./mailbox.js";
import { TestNetwork } from "./test-network.js";
import { transportContract } from "./transport.contract.js";

describe("as every transport", () => transportContract("udp", openUdp));

const opened: Transport[] = [];
const anyPort = { host: "127.0.0.1", port: 0 };

afterEach(async () => {
  await Promise.all(opened.splice(0).map((transport) => transport.close()));
});

test("keep-alives are not messages", async () => {
  const box = new Mailbox();
  const transport = await openUdp(box.options(anyPort));
  opened.push(transport);
  const phone = createSocket("udp4");
  for (const keepAlive of ["\r\n\r\n", "\0", "jaK", "\r\n\r\n\0\0\r\n", options("real")]) {
    phone.send(keepAlive, transport.local.port, transport.local.host);
  }
  await box.arrival();
  phone.close();
  expect(box.texts()).toEqual([options("real")]);
});

test.each(["\r\n", "\r\n\r\n", "\n"])(
  "K20: %j before the start line is no part of the message",
  async (lead) => {
    const box = new Mailbox();
    const transport = await openUdp(box.options(anyPort));
    opened.push(transport);
    const phone = createSocket("udp4");
    phone.send(lead + options("real"), transport.local.port, transport.local.host);
    await box.arrival();
    phone.close();
    expect(box.texts()).toEqual([options("real")]);
  },
);

test("the loss model is asked in both directions", async () => {
  const [near, far] = [new Mailbox(), new Mailbox()];
  const lossy = await openUdp({
    ...near.options(anyPort),
    lose: (direction, data) => data.includes(`lost when ${direction}`),
  });
  const plain = await openUdp(far.options(anyPort));
  opened.push(lossy, plain);
  lossy.send(options("lost when sent"), plain.local);
  lossy.send(options("kept"), plain.local);
  await far.arrival();
  expect(far.texts()).toEqual([options("kept")]);
  plain.send(options("lost when received"), lossy.local);
  plain.send(options("kept too"), lossy.local);
  await near.arrival();
  expect(near.texts()).toEqual([options("kept too")]);
});

test("a datagram of 60,000 bytes comes whole", async () => {
  const box = new Mailbox();
  const [here, there] = [await openUdp(new Mailbox().options(anyPort)), await openUdp(box.options(anyPort))];
  opened.push(here, there);
  here.send(options("large", "x".repeat(60_000)), there.local);
  expect((await box.arrival()).data.toString()).toBe(options("large", "x".repeat(60_000)));
});

test("a closed port at the peer disturbs nothing", async () => {
  const box = new Mailbox();
  const [here, there] = [await openUdp(new Mailbox().options(anyPort)), await openUdp(box.options(anyPort))];
  const gone = await openUdp(new Mailbox().options(anyPort));
  opened.push(here, there);
  await gone.close();
  here.send(options("into the void"), gone.local);
  here.send(options("still here"), there.local);
  expect((await box.arrival()).data.toString()).toBe(options("still here"));
});

async function overTestNetwork() {
  const [near, far, network] = [new Mailbox(), new Mailbox(), new TestNetwork()];
  const impaired = await openUdp({ ...near.options(anyPort), impair: network });
  const plain = await openUdp(far.options(anyPort));
  opened.push(impaired, plain);
  return { near, far, network, impaired, plain };
}

test("a datagram arrives as often and as late as the network says, each way", async () => {
  const { near, far, network, impaired, plain } = await overTestNetwork();
  network.copies = (_direction, data) => {
    if (data.includes("lost")) return [];
    if (data.includes("twice")) return [0, 0];
    return data.includes("overtaken") ? [30] : [0];
  };
  const sent = ["lost", "overtaken", "twice", "last"].map((name) => options(name));
  const arrive = ["twice", "twice", "last", "overtaken"].map((name) => options(name));
  for (const each of sent) impaired.send(each, plain.local);
  await far.arrival(3);
  expect(far.texts()).toEqual(arrive);
  for (const each of sent) plain.send(each, impaired.local);
  await near.arrival(3);
  expect(near.texts()).toEqual(arrive);
});

test("PBX-64: a NAT that rebinds gives it another port; what comes to the old one is not heard", async () => {
  const { near, far, network, impaired, plain } = await overTestNetwork();
  const own = impaired.local;
  impaired.send(options("before"), plain.local);
  expect((await far.arrival()).from).toEqual(own);
  await network.suffer("rebind");
  expect(impaired.local, "what Via and Contact show").toEqual(own);
  impaired.send(options("after"), plain.local);
  const { from } = await far.arrival(1);
  expect(from.port).not.toBe(own.port);
  plain.send(options("to the old port"), own);
  plain.send(options("to the new port"), from);
  await near.arrival();
  expect(near.texts()).toEqual([options("to the new port")]);
  expect([...near.errors, ...far.errors]).toEqual([]);
  await expect(network.suffer("close")).rejects.toThrow("close is for connections");
});

test("what is on its way when the transport closes arrives nowhere", async () => {
  const { near, network, impaired, plain } = await overTestNetwork();
  const due: (() => void)[] = [];
  network.copies = () => [50];
  Object.assign(network, { after: (_ms: number, action: () => void) => due.push(action) });
  plain.send(options("late"), impaired.local);
  while (due.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await impaired.close();
  for (const arrive of due) arrive();
  expect(near.texts()).toEqual([]);
});
