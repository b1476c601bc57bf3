import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { AmiConnection } from "../../../../../sim/backend/asterisk/ami/connection.js";
import { AmiLink } from "../../../../../sim/backend/asterisk/ami/link.js";
import type { AmiMessage } from "../../../../../sim/backend/asterisk/ami/message.js";
import { systemClock } from "../../../../../sim/sip/system-clock.js";
import { Manager } from "./manager.js";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function rig(limitMs?: number) {
  const manager = await Manager.listen();
  closers.push(() => manager.stop());
  const events: AmiMessage[] = [];
  const lost: string[] = [];
  const connection = await AmiConnection.open({
    ...manager.address,
    onEvent: (event) => events.push(event),
    onLost: ({ message }) => lost.push(message),
    ...(limitMs !== undefined && { limitMs }),
  });
  closers.push(() => connection.close());
  return { manager, connection, events, lost };
}

describe("a connection to the manager interface", () => {
  it("logs in by the challenge: the secret is not sent", async () => {
    const manager = await Manager.listen();
    closers.push(() => manager.stop());
    manager.answer = (action, send) =>
      send(`Response: Success\r\nActionID: ${action.actionId}\r\nChallenge: 4711\r\n\r\n`);
    const connection = await AmiConnection.open({
      ...manager.address,
      onEvent: () => undefined,
      onLost: () => undefined,
    });
    closers.push(() => connection.close());
    const [, login] = manager.asked;
    expect(login?.get("Key")).toBe(createHash("md5").update("4711s3cret-manager").digest("hex"));
    expect(login?.get("Secret")).toBeUndefined();
  });

  it("says who was refused, and not by what secret", async () => {
    const manager = await Manager.listen();
    closers.push(() => manager.stop());
    manager.answer = (action, send) =>
      send(
        `Response: ${action.get("Action") === "Login" ? "Error" : "Success"}\r\nActionID: ${action.actionId}\r\nMessage: Authentication failed\r\n\r\n`,
      );
    const opened = AmiConnection.open({
      ...manager.address,
      onEvent: () => undefined,
      onLost: () => undefined,
    });
    await expect(opened).rejects.toMatchObject({ code: "DF_AMI_LOGIN" });
    await expect(opened).rejects.toThrow(/refuses the user deskfleet: .*Authentication failed/);
    await expect(opened).rejects.not.toThrow(/s3cret/);
  });

  it("is open when Asterisk has started, not when its manager interface has", async () => {
    const manager = await Manager.listen();
    closers.push(() => manager.stop());
    manager.isBooted = false;
    const silent = { onEvent: () => undefined, onLost: () => undefined };
    const tooEarly = AmiConnection.open({ ...manager.address, ...silent, limitMs: 200 });
    await expect(tooEarly).rejects.toThrow(/has not started within 0.2 s, or its user may not read `system`/);
    const usual = manager.answer;
    manager.answer = (action, send) => {
      usual(action, send);
      if (action.get("Action") === "Login") setImmediate(() => manager.say("Event: FullyBooted\r\n\r\n"));
    };
    const connection = await AmiConnection.open({ ...manager.address, ...silent });
    closers.push(() => connection.close());
    manager.hangUp();
    await expect(connection.ask("Ping")).rejects.toMatchObject({ code: "DF_AMI_CONNECT" });
  });

  it("tells answers apart that come in another order, and events from both", async () => {
    const { manager, connection, events } = await rig();
    const held: string[] = [];
    manager.answer = (action, send) => {
      held.unshift(
        `Response: Success\r\nActionID: ${action.actionId}\r\nMessage: ${action.get("Action")}\r\n\r\n`,
      );
      if (held.length === 2) send(`Event: Hangup\r\nChannel: c\r\n\r\n${held.join("")}`);
    };
    const [one, other] = await Promise.all([connection.ask("One"), connection.ask("Other")]);
    expect([one.get("Message"), other.get("Message")]).toEqual(["One", "Other"]);
    expect(events.map(({ event }) => event)).toEqual(["Hangup"]);
  });

  it("collects a list up to its end; a list of nothing is empty", async () => {
    const { manager, connection } = await rig();
    manager.answer = (action, send) => {
      const id = `ActionID: ${action.actionId}\r\n`;
      const row = (event: string): string => `Event: ${event}\r\n${id}\r\n`;
      send(
        `Response: Success\r\n${id}EventList: start\r\n\r\n${row("ContactList")}${row("ContactList")}${row("ContactListComplete")}`,
      );
    };
    expect(await connection.list("PJSIPShowContacts", "ContactListComplete")).toHaveLength(2);
    manager.answer = (action, send) =>
      send(`Response: Error\r\nActionID: ${action.actionId}\r\nMessage: No Contacts found\r\n\r\n`);
    expect(await connection.list("PJSIPShowContacts", "ContactListComplete")).toEqual([]);
  });

  it("is refused with Asterisk's reason", async () => {
    const { manager, connection } = await rig();
    manager.answer = (action, send) =>
      send(`Response: Error\r\nActionID: ${action.actionId}\r\nMessage: Permission denied\r\n\r\n`);
    await expect(connection.ask("Command", { Command: "core show uptime" })).rejects.toMatchObject({
      code: "DF_AMI_REFUSED",
      message: "AMI Command: Permission denied",
    });
  });

  it("sends no value that would be an action of its own", async () => {
    const { connection } = await rig();
    await expect(connection.ask("DBDel", { Key: "a\r\nAction: Logoff" })).rejects.toMatchObject({
      code: "DF_INTERNAL",
    });
  });

  it("gives up an action that is not answered, and no other", async () => {
    const { manager, connection } = await rig(200);
    const usual = manager.answer;
    manager.answer = (action, send) => (action.get("Action") === "Silent" ? undefined : usual(action, send));
    await expect(connection.ask("Silent")).rejects.toThrow(/no answer to Silent within 0.2 s/);
    await expect(connection.ask("Ping")).resolves.toBeDefined();
  });

  it("rejects what waits when the connection ends or turns to nonsense", async () => {
    const { manager, connection, lost } = await rig();
    manager.answer = () => manager.hangUp();
    await expect(connection.ask("Ping")).rejects.toMatchObject({ code: "DF_AMI_CONNECT" });
    await expect(connection.ask("Ping")).rejects.toMatchObject({ code: "DF_AMI_CONNECT" });
    expect(lost).toHaveLength(1);
    const second = await rig();
    second.manager.answer = (_action, send) => send("x".repeat(70_000));
    await expect(second.connection.ask("Ping")).rejects.toThrow(/line without an end/);
  });

  it("finds nobody, or somebody else", async () => {
    const manager = await Manager.listen();
    const { address } = manager;
    await manager.stop();
    const silent = { onEvent: () => undefined, onLost: () => undefined };
    await expect(AmiConnection.open({ ...address, ...silent })).rejects.toMatchObject({
      code: "DF_AMI_CONNECT",
    });
    const other = await Manager.listen();
    closers.push(() => other.stop());
    other.greeting = "220 mail\r\n";
    await expect(AmiConnection.open({ ...other.address, ...silent })).rejects.toThrow(
      /no Asterisk manager is there/,
    );
  });
});

describe("a link to the manager interface", () => {
  it("comes back by itself, and refuses questions in between", async () => {
    const manager = await Manager.listen();
    const { address } = manager;
    let back: () => void = () => undefined;
    const returned = new Promise<void>((resolve) => {
      back = resolve;
    });
    let away: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => {
      away = resolve;
    });
    let down: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      down = resolve;
    });
    const link = await AmiLink.open({
      ...{ ...address, clock: systemClock },
      onEvent: () => undefined,
      onLost: () => away(),
      onDown: () => down(),
      onBack: () => back(),
    });
    closers.push(() => link.close());
    await manager.stop();
    await gone;
    await expect(link.ask("Ping")).rejects.toMatchObject({ code: "DF_AMI_CONNECT" });
    // Nobody listens there any more: it is not only the connection that has ended.
    await ended;
    const again = await Manager.listen(address.port);
    closers.push(() => again.stop());
    await returned;
    await expect(link.ask("Ping")).resolves.toBeDefined();
  });

  it("takes a connection that was closed, and opens again at once, for no end of Asterisk", async () => {
    const manager = await Manager.listen();
    closers.push(() => manager.stop());
    const told: string[] = [];
    await new Promise<void>((resolve, reject) => {
      AmiLink.open({
        ...{ ...manager.address, clock: systemClock, onEvent: () => undefined },
        onLost: () => told.push("lost"),
        onDown: () => told.push("down"),
        onBack: resolve,
      }).then((link) => {
        closers.push(() => link.close());
        manager.hangUp();
      }, reject);
    });
    expect(told).toEqual(["lost"]);
  });

  it("leaves nothing open when it is closed while it comes back", async () => {
    const manager = await Manager.listen();
    const { port } = manager.address;
    const link = await AmiLink.open({
      ...{ ...manager.address, clock: systemClock },
      ...{ onEvent: () => undefined, onLost: () => undefined },
      ...{ onDown: () => undefined, onBack: () => undefined },
    });
    await manager.stop();
    const silent = createServer();
    closers.push(() => silent.close());
    const connected = once(silent, "connection");
    silent.listen(port, "127.0.0.1");
    const [socket] = (await connected) as [Socket];
    const ended = once(socket.resume(), "close");
    link.close();
    // By itself it would wait 10 s for an answer.
    await ended;
  }, 5000);
});
