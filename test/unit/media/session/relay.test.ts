import { afterEach, expect, test } from "vitest";
import { type MediaAddress, MediaPort } from "../../../../sim/media/session/media-port.js";
import { Relay } from "../../../../sim/media/session/relay.js";

const ports: MediaPort[] = [];

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

async function opened(): Promise<MediaPort> {
  const port = await MediaPort.open("127.0.0.1");
  ports.push(port);
  return port;
}

/** The next datagram that comes, as text, and from where. */
function next(port: MediaPort): Promise<{ text: string; from: MediaAddress }> {
  return new Promise((resolve) => {
    port.listen((datagram, from) => resolve({ text: Buffer.from(datagram).toString(), from }));
  });
}

async function passes(
  text: string,
  from: MediaPort,
  by: MediaPort,
  to: MediaPort,
  out: MediaPort,
): Promise<void> {
  const came = next(to);
  from.send(Buffer.from(text), by);
  expect(await came).toEqual({ text, from: { host: out.host, port: out.port } });
}

test("sound is passed on both ways, to where it is wanted", async () => {
  const [caller, farEnd, inner, outer] = [await opened(), await opened(), await opened(), await opened()];
  const relay = new Relay(inner, outer);
  relay.connect(0, caller);
  relay.connect(1, farEnd);
  await passes("to the far end", caller, inner, farEnd, outer);
  await passes("to the caller", farEnd, outer, caller, inner);
});

test("who was given up is not heard any more when the relay has ended", async () => {
  const [caller, farEnd, inner, outer] = [await opened(), await opened(), await opened(), await opened()];
  const relay = new Relay(inner, outer);
  relay.connect(0, caller);
  relay.connect(1, farEnd);
  await passes("to the caller", farEnd, outer, caller, inner);
  relay.end();
  let heard = 0;
  caller.listen(() => heard++);
  farEnd.send(Buffer.from("too late"), outer);
  await expect.poll(() => outer.packets).toBe(2);
  const direct = new Promise<void>((resolve) => caller.listen(() => resolve(void heard++)));
  inner.send(Buffer.from("the PBX itself"), caller);
  await direct;
  expect(heard).toBe(1);
});

test("sound goes to where it comes from, until another far end is connected (PBX-9)", async () => {
  const [caller, farEnd, inner, outer] = [await opened(), await opened(), await opened(), await opened()];
  const [moved, second] = [await opened(), await opened()];
  const relay = new Relay(inner, outer);
  relay.connect(0, caller);
  relay.connect(1, farEnd);
  await passes("from another port", moved, outer, caller, inner);
  await passes("to that port", caller, inner, moved, outer);
  relay.connect(1, second);
  await passes("to the second far end", caller, inner, second, outer);
});
