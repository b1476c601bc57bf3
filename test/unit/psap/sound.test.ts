import { expect, onTestFinished, test } from "vitest";
import type { AudioState } from "../../../sim/media/session/listening.js";
import { Voice, type VoiceOptions } from "../../../sim/media/session/voice.js";
import { createRandom } from "../../../sim/model/random.js";
import { startPsap } from "../../../sim/psap/lab-psap.js";
import type { PsapEvent } from "../../../sim/psap/psap-event.js";
import { systemClock } from "../../../sim/sip/system-clock.js";
import { Trunk } from "./trunk.js";

/** A PSAP, and a caller with a voice behind its trunk. @param way what the first news of the caller's ear has to be */
async function called(way: AudioState["way"], more: Partial<VoiceOptions> = {}) {
  const events: PsapEvent[] = [];
  let changed: () => void = () => undefined;
  const onEvent = (event: PsapEvent): void => {
    events.push(event);
    changed();
  };
  const timers = { t1: 50, t2: 400, t4: 500 };
  const psap = await startPsap({ host: "127.0.0.1", port: 0, answer: "answer", onEvent, timers });
  const trunk = await Trunk.open(psap.address);
  const heard: AudioState[] = [];
  const voice = await Voice.offering({
    ...{ host: "127.0.0.1", speaker: "phone", clock: systemClock, random: createRandom(1) },
    onAudio: (state) => {
      heard.push(state);
      changed();
    },
    ...more,
  });
  onTestFinished(async () => {
    voice.close();
    await trunk.wire.close();
    await psap.stop();
  });
  const invite = { content: { type: "application/sdp", body: voice.sdp } };
  const answer = await trunk.call(invite);
  voice.answeredWith(answer.body);
  const until = (found: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      changed = () => {
        if (found()) resolve();
      };
      changed();
    });
  await until(() => heard.some((state) => state.way === way));
  return { events, heard, until, hangUp: () => trunk.hangUp(invite, answer) };
}

const told = (events: readonly PsapEvent[]) =>
  events.flatMap((event) => (event.type === "audio" ? [`${event.way} ${event.hears}`] : []));

test("it hears the caller and is heard, and tells", async () => {
  const { events, heard, until, hangUp } = await called("both-ways");
  expect(heard).toEqual([{ way: "both-ways", hears: "psap" }]);
  await until(() => told(events).length > 0);
  expect(events.find(({ type }) => type === "audio")).toEqual({
    ...{ type: "audio", at: expect.stringMatching(/^\d{4}-.*Z$/), id: "call-1" },
    ...{ number: "911", callerId: "2125550100", way: "both-ways", hears: "phone" },
  });
  await hangUp();
  await until(() => events.some(({ type }) => type === "ended"));
  expect(told(events)).toEqual(["both-ways phone"]);
});

test("a caller that says nothing hears a PSAP that does not hear him", async () => {
  const { events, heard, until } = await called("one-way", { loses: "sent" });
  expect(heard).toEqual([{ way: "one-way", hears: "psap" }]);
  await until(() => told(events).length > 0);
  expect(told(events)).toEqual(["none undefined"]);
});

test("a PSAP that is heard by nobody knows that it is not", async () => {
  const { events, until } = await called("none", { loses: "received" });
  await until(() => told(events).length > 0);
  expect(told(events)).toEqual(["one-way phone"]);
});
