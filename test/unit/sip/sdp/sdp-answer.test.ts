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

  it.each([
    ["only a foreign codec", ["m=audio 4000 RTP/AVP 18"]],
    ["port 0", ["m=audio 0 RTP/AVP 0"]],
    ["SRTP", ["m=audio 4000 RTP/SAVP 0"]],
    ["video alone", ["m=video 4000 RTP/AVP 96"]],
  ])("has no answer to %s", (_what, media) => {
    expect(answered(media)).toBeUndefined();
  });

  it("has no answer to what is no SDP", () => {
    expect(answerSdp("", "127.0.0.1")).toBeUndefined();
    expect(answerSdp("v=0\r\ngarbage\r\nm=\r\n", "127.0.0.1")).toBeUndefined();
  });
});
