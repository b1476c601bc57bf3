import { parse } from "sdp-transform";
import { describe, expect, it } from "vitest";
import { answerSdp } from "../../../../sim/sip/sdp/sdp-answer.js";

const offer = (media: readonly string[]) =>
  ["v=0", "o=- 7 1 IN IP4 10.0.0.1", "s=-", "c=IN IP4 10.0.0.1", "t=0 0", ...media, ""].join("\r\n");

function answered(media: readonly string[]) {
  const answer = answerSdp(offer(media), "127.0.0.1");
  return answer === undefined ? undefined : parse(answer);
}

const audio = ["m=audio 4000 RTP/AVP 9 0 101", "a=rtpmap:101 telephone-event/8000"];

describe("answer to an offer", () => {
  it("takes PCMU and DTMF events and leaves what it does not know", () => {
    const answer = answered(audio);
    expect(answer?.media).toMatchObject([{ type: "audio", protocol: "RTP/AVP", payloads: "0 101" }]);
    expect(answer?.media[0]?.port).not.toBe(0);
    expect(answer?.connection?.ip).toBe("127.0.0.1");
  });

  it("RFC 3264 §6: answers stream by stream, video refused", () => {
    const answer = answered([...audio, "m=video 4002 RTP/AVP 96", "a=rtpmap:96 H264/90000"]);
    expect(answer?.media.map(({ type, port }) => [type, port === 0])).toEqual([
      ["audio", false],
      ["video", true],
    ]);
  });

  it.each([
    ["sendonly", "recvonly"],
    ["recvonly", "sendonly"],
    ["inactive", "inactive"],
    ["sendrecv", "sendrecv"],
  ])("RFC 3264 §6.1: %s is answered with %s", (given, mirrored) => {
    expect(answered([...audio, `a=${given}`])?.media[0]?.direction).toBe(mirrored);
  });

  const mapped = (type: number, name: string) => [`m=audio 4000 RTP/AVP ${type}`, `a=rtpmap:${type} ${name}`];
  it.each([
    ["PCMU/8000 under 96", mapped(96, "PCMU/8000"), "96"],
    ["in small letters", mapped(97, "pcmu/8000"), "97"],
    ["with its one channel told", mapped(127, "PCMU/8000/1"), "127"],
    [
      "PCMA under 98, DTMF under 99",
      ["m=audio 4000 RTP/AVP 98 99", "a=rtpmap:98 PCMA/8000", "a=rtpmap:99 TELEPHONE-EVENT/8000"],
      "98 99",
    ],
    ["under a static type of another codec", mapped(18, "PCMU/8000"), "18"],
    [
      "a second one behind a foreign codec",
      ["m=audio 4000 RTP/AVP 96 97", "a=rtpmap:96 opus/48000/2", "a=rtpmap:97 PCMU/8000"],
      "97",
    ],
    ["two ports", ["m=audio 40000/2 RTP/AVP 0"], "0"],
    ["two ports, dynamic", ["m=audio 40000/2 RTP/AVP 96", "a=rtpmap:96 PCMU/8000"], "96"],
    ["protocol in small letters", ["m=audio 4000 rtp/avp 0"], "0"],
    ["two ports of a video beside it", ["m=video 4002/2 RTP/AVP 96", "m=audio 4000 RTP/AVP 0"], "0"],
  ])("K23: takes PCMU and PCMA however they are written: %s", (_what, media, payloads) => {
    const audio = answered(media)?.media.find(({ type }) => type === "audio");
    expect(`${audio?.payloads}`).toBe(payloads);
    expect(audio?.port).not.toBe(0);
    expect(audio?.rtp.map(({ payload }) => payload).join(" ")).toBe(payloads);
  });

  it.each([
    ["K23: 0 mapped to another codec", mapped(0, "G729/8000")],
    ["K23: PCMU at 16 kHz", mapped(96, "PCMU/16000")],
    ["K23: PCMU in stereo", mapped(96, "PCMU/8000/2")],
    ["K23: a dynamic type without mapping", ["m=audio 4000 RTP/AVP 96"]],
    ["K23: port 0 of two", ["m=audio 0/2 RTP/AVP 0"]],
    ["only a foreign codec", ["m=audio 4000 RTP/AVP 18"]],
    ["port 0", ["m=audio 0 RTP/AVP 0"]],
    ["SRTP", ["m=audio 4000 RTP/SAVP 0"]],
    ["video alone", ["m=video 4000 RTP/AVP 96"]],
  ])("has no answer to %s", (_what, media) => {
    expect(answered(media)).toBeUndefined();
  });

  it("has no answer to what is not SDP", () => {
    expect(answerSdp("", "127.0.0.1")).toBeUndefined();
    expect(answerSdp("v=0\r\ngarbage\r\nm=\r\n", "127.0.0.1")).toBeUndefined();
  });
});
