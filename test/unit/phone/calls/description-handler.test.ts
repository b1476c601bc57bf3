import { expect, onTestFinished, test } from "vitest";
import { CallMedia } from "../../../../sim/phone/calls/call-media.js";
import { DescriptionHandler } from "../../../../sim/phone/calls/description-handler.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import { sdpOf } from "./scripted-peer.js";

test.each([
  ["sendrecv", "sendonly"],
  ["recvonly", "sendonly"],
  ["sendonly", "inactive"],
  ["inactive", "inactive"],
])("who offers %s to a phone that holds gets %s: the hold stays (RFC 3264 §8.4)", async (theirs, own) => {
  const log = { tellAudio: () => undefined };
  const quiet = { log, clock: systemClock, note: () => undefined, sound: undefined };
  const media = await CallMedia.open({ host: "127.0.0.1", ...quiet });
  const handler = new DescriptionHandler({ codecs: ["PCMU"], dtmfPayload: 101 }, 1, media);
  onTestFinished(() => handler.close());
  handler.direction = "sendonly";
  await handler.setDescription(sdpOf(4000, [`a=${theirs}`]));
  expect((await handler.getDescription()).body).toContain(`a=${own}\r\n`);
  handler.direction = "sendrecv";
  await handler.setDescription(sdpOf(4000));
  expect((await handler.getDescription()).body).toContain("a=sendrecv\r\n");
});
