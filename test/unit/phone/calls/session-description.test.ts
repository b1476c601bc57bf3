import { createSocket } from "node:dgram";
import { once } from "node:events";
import fc from "fast-check";
import { parse } from "sdp-transform";
import { expect, test } from "vitest";
import { CallMedia } from "../../../../sim/phone/calls/call-media.js";
import { acceptsOffer, DescriptionHandler } from "../../../../sim/phone/calls/description-handler.js";
import {
  describeAnswer,
  describeOffer,
  isUsableAnswer,
  type LocalMedia,
} from "../../../../sim/phone/calls/session-description.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import { sdpOf } from "./scripted-peer.js";

const local: LocalMedia = { host: "127.0.0.2", port: 4100, codecs: ["PCMU", "G722"], dtmfPayload: 101 };
const origin = { sessionId: 5, version: 3 };

test("the offer names all codecs of the profile and telephone events", () => {
  expect(describeOffer(local, origin).split("\r\n")).toEqual([
    "v=0",
    "o=- 5 3 IN IP4 127.0.0.2",
    "s=-",
    "c=IN IP4 127.0.0.2",
    "t=0 0",
    "m=audio 4100 RTP/AVP 0 9 101",
    "a=rtpmap:0 PCMU/8000",
    "a=rtpmap:9 G722/8000",
    "a=rtpmap:101 telephone-event/8000",
    "a=fmtp:101 0-16",
    "a=ptime:20",
    "a=sendrecv",
    "",
  ]);
});

const answered = (offer: string) => parse(describeAnswer(offer, local, origin) ?? "");

test("the answer keeps the offerer's order and numbers, those of telephone events too", () => {
  const offer = sdpOf(5000, ["a=rtpmap:97 telephone-event/8000", "a=rtpmap:98 pcmu/8000"], "9 8 98 97");
  const media = answered(offer).media[0];
  expect(media?.payloads).toBe("9 98 97");
  expect(media?.port).toBe(4100);
});

test("only the first audio stream that fits is taken; the others keep their place with port 0", () => {
  const offer = [
    sdpOf(5000, [], "8").trimEnd(),
    "m=audio 5002 RTP/SAVP 0",
    "m=audio 5004 RTP/AVP 0",
    "m=audio 5006 RTP/AVP 0",
    "m=video 5008 RTP/AVP 31 32",
    "",
  ].join("\r\n");
  const media = answered(offer).media.map(({ type, port, protocol }) => `${type} ${port} ${protocol}`);
  expect(media).toEqual([
    "audio 0 RTP/AVP",
    "audio 0 RTP/SAVP",
    "audio 4100 RTP/AVP",
    "audio 0 RTP/AVP",
    "video 0 RTP/AVP",
  ]);
});

test.each([
  ["a=sendonly", "recvonly"],
  ["a=recvonly", "sendonly"],
  ["a=inactive", "inactive"],
  ["a=sendrecv", "sendrecv"],
  ["c=IN IP4 0.0.0.0", "recvonly"],
])("an offer with %s is answered %s", (line, direction) => {
  expect(answered(sdpOf(5000, [line])).media[0]?.direction).toBe(direction);
});

test("the direction of the session counts where the stream has none", () => {
  const offer = sdpOf(5000).replace("t=0 0", "t=0 0\r\na=sendonly");
  expect(answered(offer).media[0]?.direction).toBe("recvonly");
});

test.each([
  ["only foreign codecs", sdpOf(5000, ["a=rtpmap:96 opus/48000/2"], "96 8")],
  ["port 0", sdpOf(0)],
  ["SAVP", sdpOf(5000).replace("RTP/AVP", "RTP/SAVP")],
  ["no stream", "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"],
  ["a broken stream", "v=0\r\nm=audio five RTP/AVP 0\r\n"],
  ["a number that is mapped to something else", sdpOf(5000, ["a=rtpmap:0 opus/48000/2"], "0")],
  ["no SDP at all", "hello"],
])("an offer with %s is not acceptable", (_what, offer) => {
  expect(acceptsOffer(offer, local)).toBe(false);
  expect(isUsableAnswer(offer, local)).toBe(false);
});

test("a handler offers, takes the answer, and answers the next offer with a new version", async () => {
  const media = await CallMedia.open({
    host: "127.0.0.1",
    log: { tellAudio: () => undefined },
    clock: systemClock,
    note: () => undefined,
    sound: undefined,
  });
  const handler = new DescriptionHandler(local, 5, media);
  expect((await handler.getDescription()).body).toContain("o=- 5 1 ");
  await handler.setDescription(sdpOf(5000));
  await handler.setDescription(sdpOf(5000, ["a=sendonly"]));
  const { body, contentType } = await handler.getDescription();
  expect(contentType).toBe("application/sdp");
  expect(body).toContain("o=- 5 2 ");
  expect(body).toContain("a=recvonly");
  await expect(handler.setDescription(sdpOf(5000, [], "8"))).rejects.toThrow("acceptable");
  await handler.getDescription();
  await handler.rollbackDescription();
  await handler.setDescription(sdpOf(5000));
  expect((await handler.getDescription()).body).toContain("a=sendrecv");
  expect(handler.hasDescription("application/sdp")).toBe(true);
  expect(handler.hasDescription("text/plain")).toBe(false);
  handler.close();
  const next = createSocket("udp4");
  next.bind(media.port, "127.0.0.1");
  await once(next, "listening");
  next.close();
});

test("any offer is answered stream by stream or not at all, and never throws", () => {
  const line = fc.oneof(
    fc.constantFrom("m=audio 5000 RTP/AVP 0", "m=audio 0 RTP/AVP 0", "m=video 1 RTP/AVP 31", "a=sendonly"),
    fc.constantFrom("a=rtpmap:0 PCMU", "a=rtpmap:x y/z", "c=IN IP4", "m=", "m=audio", "a=fmtp:0"),
    fc.string({ maxLength: 40 }),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const offer = ["v=0", ...lines, ""].join("\r\n");
      const answer = describeAnswer(offer, local, origin);
      if (answer === undefined) return;
      const [ours, theirs] = [parse(answer), parse(offer)];
      expect(ours.media.length).toBe(theirs.media.length);
      expect(ours.media.filter(({ port }) => port > 0)).toHaveLength(1);
    }),
  );
});

test("K23: an offer or answer of two ports is one stream for us", () => {
  const offer = sdpOf(5000, [], "0").replace("m=audio 5000", "m=audio 5000/2");
  expect(answered(offer).media).toMatchObject([{ type: "audio", port: 4100, payloads: 0 }]);
  expect(isUsableAnswer(offer, local)).toBe(true);
});

test("K23: PCMU under a dynamic payload type is answered under that type", () => {
  const offer = sdpOf(5000, ["a=rtpmap:96 PCMU/8000"], "96");
  expect(answered(offer).media).toMatchObject([{ port: 4100, payloads: 96 }]);
  expect(isUsableAnswer(offer, local)).toBe(true);
});
