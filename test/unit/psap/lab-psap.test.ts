import { expect, onTestFinished, test } from "vitest";
import { type AnswerMode, parseAnswerMode } from "../../../sim/psap/answer-mode.js";
import { startPsap } from "../../../sim/psap/lab-psap.js";
import type { PsapEvent } from "../../../sim/psap/psap-event.js";
import { header } from "../../../sim/sip/message/message.js";
import { pidfLo, sdp, Trunk, withLocation } from "./trunk.js";

const timers = { t1: 50, t2: 400, t4: 500 };

async function psap(answer: AnswerMode = "answer", protocol: "UDP" | "TCP" = "UDP") {
  const events: PsapEvent[] = [];
  let heard = (): void => {};
  const onEvent = (event: PsapEvent): void => {
    events.push(event);
    heard();
  };
  const running = await startPsap({ host: "127.0.0.1", port: 0, answer, onEvent, timers });
  const trunk = await Trunk.open(running.address, protocol);
  onTestFinished(async () => {
    await trunk.wire.close();
    await running.stop();
  });
  const until = (type: PsapEvent["type"]): Promise<PsapEvent> =>
    new Promise((resolve) => {
      heard = () => {
        const found = events.find((event) => event.type === type);
        if (found) resolve(found);
      };
      heard();
    });
  return { running, trunk, events, until };
}

test.each(["UDP", "TCP"] as const)(
  "over %s it answers a call of a trunk that it knows nothing of, and tells",
  async (protocol) => {
    const { trunk, until } = await psap("answer", protocol);
    const invite = { content: withLocation(pidfLo) };
    const answer = await trunk.call(invite);
    expect(answer).toMatchObject({ status: 200, body: expect.stringMatching(/m=audio [1-9]/) });
    expect(header(answer, "X-Read-Back")).toBeUndefined();
    expect(await until("call")).toEqual({
      type: "call",
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      source: `${protocol.toLowerCase()}:127.0.0.1:${trunk.wire.local.port}`,
      answer: "answered",
      id: "call-1",
      number: "911",
      callerId: "2125550100",
      name: "Desk",
      location: {
        text: "100 Example Street, floor 4, room Zürich, New York, NY, US",
        civic: expect.objectContaining({ HNO: "100", A3: "New York" }),
      },
    });
    await trunk.hangUp(invite, answer);
    expect(await until("ended")).toMatchObject({
      id: "call-1",
      number: "911",
      by: "caller",
      seconds: expect.any(Number),
    });
  },
);

test.each(["sip:933@127.0.0.1", "urn:service:test.sos"])(
  "%s is read back in a header of the answer",
  async (uri) => {
    const { trunk, until } = await psap();
    const answer = await trunk.call({ uri, content: withLocation(pidfLo) });
    const text = "number 2125550100; location 100 Example Street, floor 4, room Zürich, New York, NY, US";
    expect(header(answer, "X-Read-Back")).toBe(text);
    expect(await until("call")).toMatchObject({ readBack: text });
  },
);

test("what is read back stays one header, whatever was sent", async () => {
  const { trunk } = await psap();
  const evil = pidfLo.replace("Zürich", "1&#13;&#10;X-Evil: yes&#13;&#10;&#13;&#10;v=0");
  const answer = await trunk.call({ number: "933", content: withLocation(evil) });
  expect(answer.status).toBe(200);
  expect(header(answer, "X-Evil")).toBeUndefined();
  expect(header(answer, "X-Read-Back")).toContain("room 1 X-Evil: yes");
});

test("a call without an offer gets one, so that nobody is turned away", async () => {
  const { trunk } = await psap();
  expect(await trunk.call({ content: { type: "", body: "" } })).toMatchObject({
    status: 200,
    body: expect.stringContaining("m=audio"),
  });
});

test("a call that cannot be answered is refused, and told with the reason", async () => {
  const { trunk, until } = await psap();
  const g722 = sdp.replace("RTP/AVP 0 101", "RTP/AVP 9");
  expect((await trunk.call({ content: { type: "application/sdp", body: g722 } })).status).toBe(488);
  expect(await until("call")).toMatchObject({
    answer: "refused",
    status: 488,
    why: "it offers neither PCMU nor PCMA in the clear",
    callerId: "2125550100",
  });
});

test.each([
  ["busy", 486],
  ["full", 503],
  ["reject", 403],
  ["404", 404],
])("%s refuses with %i, and OPTIONS is answered", async (word, status) => {
  const { trunk, until } = await psap(parseAnswerMode(word));
  expect((await trunk.call()).status).toBe(status);
  expect(await until("call")).toMatchObject({ number: "911", answer: "refused", status });
  trunk.wire.send({
    ...trunk.invite({ callId: "options" }),
    method: "OPTIONS",
    body: "",
    headers: optionsHeaders(trunk),
  });
  await trunk.wire.response(200, "OPTIONS");
});

test.each(["silent", "down"] as const)(
  "%s leaves a call without any answer, and hears it once",
  async (word) => {
    const { trunk, until, events } = await psap(word);
    const invite = trunk.invite({});
    trunk.wire.send(invite);
    expect(await until("call")).toMatchObject({ number: "911", answer: "unanswered" });
    trunk.wire.send(invite);
    trunk.wire.send("INVITE nonsense\r\n\r\n");
    await until("refused");
    expect(trunk.wire.texts).toEqual([]);
    expect(events.map(({ type }) => type)).toEqual(["call", "refused"]);
  },
);

test("silent answers OPTIONS, down does not", async () => {
  const silent = await psap("silent");
  silent.trunk.wire.send({
    ...silent.trunk.invite({}),
    method: "OPTIONS",
    body: "",
    headers: optionsHeaders(silent.trunk),
  });
  await silent.trunk.wire.response(200, "OPTIONS");

  const down = await psap("down");
  down.trunk.wire.send({
    ...down.trunk.invite({}),
    method: "OPTIONS",
    body: "",
    headers: optionsHeaders(down.trunk),
  });
  down.trunk.wire.send(down.trunk.invite({}));
  await down.until("call");
  expect(down.trunk.wire.texts).toEqual([]);
});

test.each(["UDP", "TCP"] as const)(
  "over %s a caller that gives up at once has ended his call, and nothing went wrong",
  async (protocol) => {
    const { running, trunk, until, events } = await psap("answer", protocol);
    expect((await trunk.callAndGiveUp()).status).toBe(487);
    expect(await until("ended")).toMatchObject({ id: "call-1", number: "911", by: "caller", seconds: 0 });
    const [call, ...more] = events;
    expect(call).toMatchObject({ type: "call", answer: "unanswered", id: "call-1" });
    expect(call).not.toHaveProperty("why");
    expect(more.map(({ type }) => type)).toEqual(["ended"]);
    expect(running.openCalls).toBe(0);
  },
);

test("a caller that never acknowledges is hung up on, and the reason is told", async () => {
  const { trunk, until } = await psap();
  trunk.wire.send(trunk.invite({}));
  await trunk.wire.request("BYE");
  expect(await until("ended")).toMatchObject({ by: "psap", why: "no ACK came" });
});

test("it hangs up politely: its end waits for the answer to each BYE", async () => {
  const { running, trunk, until } = await psap();
  await trunk.call();
  await until("call");
  expect(running.openCalls).toBe(1);
  let ended = false;
  const stopped = running.stop().then(() => {
    ended = true;
  });
  const bye = await trunk.wire.request("BYE");
  expect(ended).toBe(false);
  trunk.wire.send({ kind: "response", status: 200, reason: "OK", headers: bye.headers, body: "" });
  await stopped;
  expect(await until("ended")).toMatchObject({ by: "psap", number: "911" });
});

test("it ends although nobody answers its BYE", async () => {
  const { running, trunk, until } = await psap();
  await trunk.call();
  await until("call");
  await running.stop();
  expect(await until("ended")).toMatchObject({ by: "psap" });
  expect(trunk.wire.heard.filter((each) => each.kind === "request").length).toBeGreaterThan(1);
});

function optionsHeaders(trunk: Trunk) {
  return trunk
    .invite({ callId: "options" })
    .headers.filter(({ name }) => name !== "Content-Type")
    .map((each) => (each.name === "CSeq" ? { name: "CSeq", value: "1 OPTIONS" } : each));
}
