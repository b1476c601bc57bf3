import { expect, onTestFinished, test } from "vitest";
import { Voice, type VoiceOptions } from "../../../../sim/media/session/voice.js";
import { createRandom } from "../../../../sim/model/random.js";
import { offerSdp } from "../../../../sim/sip/sdp/sdp-offer.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";

const origins = (sdps: readonly (string | undefined)[]) =>
  sdps.map((sdp) => /o=\S+ (\d+ \d+)/.exec(sdp ?? "")?.[1]);

const offer = offerSdp("127.0.0.1", 4000);
const held = offer.replace("sendrecv", "sendonly");
const options: VoiceOptions = {
  ...{ host: "127.0.0.1", clock: systemClock, random: createRandom(1) },
  speaker: "psap",
};

test("answers of one session have one number, and a new version where they differ (RFC 3264 §8)", async () => {
  const voice = await Voice.answering(offer, options);
  onTestFinished(() => voice?.close());
  const id = voice?.port.port;
  const said = [voice?.sdp, voice?.answer(offer), voice?.answer(held), voice?.answer(offer)];
  expect(origins(said)).toEqual([`${id} 1`, `${id} 1`, `${id} 2`, `${id} 3`]);
});

test("an answer after an own offer goes on with its number", async () => {
  const voice = await Voice.offering(options);
  onTestFinished(() => voice.close());
  expect(origins([voice.sdp, voice.answer(held)])).toEqual([`${voice.port.port} 1`, `${voice.port.port} 2`]);
});

test("what cannot be answered counts for nothing", async () => {
  const voice = await Voice.answering(offer, options);
  onTestFinished(() => voice?.close());
  const before = voice?.sdp;
  expect(voice?.answer("v=0\r\n")).toBeUndefined();
  expect(voice?.answer(offer)).toBe(before);
});
