import { afterEach, expect, test } from "vitest";
import type { SipProtocol, Transport, TransportOptions } from "../../../../sim/sip/transport/transport.js";
import { Mailbox, options } from "./mailbox.js";

/** What every transport promises. */
export function transportContract(
  protocol: SipProtocol,
  open: (options: TransportOptions) => Promise<Transport>,
): void {
  const opened: Transport[] = [];
  const anyPort = { host: "127.0.0.1", port: 0 };

  async function start(box: Mailbox, changes: Partial<TransportOptions> = {}): Promise<Transport> {
    const transport = await open({ ...box.options(anyPort), ...changes });
    opened.push(transport);
    return transport;
  }

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((transport) => transport.close()));
  });

  test("a message goes there, its answer comes back to where it came from", async () => {
    const [near, far] = [new Mailbox(), new Mailbox()];
    const here = await start(near);
    const there = await start(far);
    here.send(options("question"), there.local);
    const question = await far.arrival();
    expect(question).toMatchObject({ protocol, to: there.local });
    there.send(options("answer"), question.from);
    const answer = await near.arrival();
    expect(answer.data.toString()).toBe(options("answer"));
    expect(answer).toMatchObject({ protocol, from: there.local });
  });

  test("text is sent as UTF-8, bytes as they are", async () => {
    const box = new Mailbox();
    const there = await start(box);
    const here = await start(new Mailbox());
    here.send(options("text", "Zoë 📞"), there.local);
    here.send(Buffer.from(options("bytes")), there.local);
    await box.until(() => box.arrivals.length === 2);
    expect(box.texts()).toEqual([options("text", "Zoë 📞"), options("bytes")]);
  });

  test("an exception of the receiver is reported, and the next message still comes", async () => {
    const box = new Mailbox();
    const there = await start(box, {
      onMessage: (arrival) => {
        box.arrivals.push(arrival);
        throw new Error("receiver broke");
      },
    });
    const here = await start(new Mailbox());
    here.send(options("one"), there.local);
    here.send(options("two"), there.local);
    await box.until(() => box.errors.length === 2);
    expect(box.errors.map((error) => error.message)).toEqual(["receiver broke", "receiver broke"]);
    expect(box.arrivals).toHaveLength(2);
  });

  test("a port that is taken is refused with DF_SIP_BIND and the address", async () => {
    const first = await start(new Mailbox());
    const second = open(new Mailbox().options(first.local));
    await expect(second).rejects.toMatchObject({
      code: "DF_SIP_BIND",
      message: expect.stringContaining(`${protocol} 127.0.0.1:${first.local.port}`),
    });
  });

  test("after close the port is free, sends are ignored, and closing again does nothing", async () => {
    const box = new Mailbox();
    const transport = await start(box);
    const { local } = transport;
    await transport.close();
    await transport.close();
    transport.send(options("late"), local);
    const again = await start(new Mailbox(), { bind: local });
    expect(again.local).toEqual(local);
    expect(box.errors).toEqual([]);
  });

  test("what was sent before close has left, and is said to have", async () => {
    const box = new Mailbox();
    const there = await start(box);
    const here = await start(new Mailbox());
    const left: string[] = [];
    here.send(options("first"), there.local);
    await box.arrival();
    here.send(options("last"), there.local, () => left.push("last"));
    await here.close();
    expect((await box.arrival(1)).data.toString()).toBe(options("last"));
    expect(left).toEqual(["last"]);
  });

  test("what cannot be sent is never said to have left", async () => {
    const box = new Mailbox();
    const transport = await start(box);
    const left: string[] = [];
    transport.send(options("nowhere"), { host: "127.0.0.1", port: 70_000 }, () => left.push("nowhere"));
    await box.until(() => box.errors.length > 0);
    await transport.close();
    transport.send(options("late"), transport.local, () => left.push("late"));
    expect(left).toEqual([]);
  });

  test("an impossible address is reported, not thrown", async () => {
    const box = new Mailbox();
    const transport = await start(box);
    transport.send(options("nowhere"), { host: "127.0.0.1", port: 70_000 });
    await box.until(() => box.errors.length > 0);
    expect(box.errors).toHaveLength(1);
  });
}
