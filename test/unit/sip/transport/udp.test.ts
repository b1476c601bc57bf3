import { createSocket } from "node:dgram";
import { afterEach, describe, expect, test } from "vitest";
import type { Transport } from "../../../../sim/sip/transport/transport.js";
import { openUdp } from "../../../../sim/sip/transport/udp.js";
import { Mailbox, options } from "./mailbox.js";
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
