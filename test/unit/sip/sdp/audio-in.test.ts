import { expect, test } from "vitest";
import { audioIn } from "../../../../sim/sip/sdp/audio-in.js";
import { readSdp } from "../../../../sim/sip/sdp/read-sdp.js";

/** @param lines after those of the session */
function audioOf(...lines: string[]) {
  const session = readSdp(["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", ...lines, ""].join("\r\n"));
  if (session === undefined) throw new Error("not a description");
  return audioIn(session);
}

const stream = "m=audio 4000 RTP/AVP 0";
const nowhere = "c=IN IP4 0.0.0.0";

test.each([
  [
    "what the stream says",
    ["c=IN IP4 127.0.0.1", "a=inactive", stream, "a=recvonly"],
    "recvonly",
    "127.0.0.1",
  ],
  ["else what the session says", ["c=IN IP4 127.0.0.1", "a=inactive", stream], "inactive", "127.0.0.1"],
  ["else both ways", ["c=IN IP4 127.0.0.1", stream, "c=IN IP4 127.0.0.2"], "sendrecv", "127.0.0.2"],
  ["an old hold, which is wanted nowhere", [nowhere, stream], "sendonly", undefined],
  ["an old hold of a stream", ["c=IN IP4 127.0.0.1", stream, nowhere], "sendonly", undefined],
  [
    "no other way than it says, though it is wanted nowhere",
    [nowhere, stream, "a=recvonly"],
    "recvonly",
    undefined,
  ],
] as const)("the direction of audio is %s", (_what, lines, direction, host) => {
  expect(audioOf(...lines)).toMatchObject({ media: { port: 4000 }, direction, host });
});

test("the first stream that is audio and not refused counts", () => {
  const others = ["m=video 3998 RTP/AVP 96", "m=audio 0 RTP/AVP 0"];
  expect(audioOf(...others, stream, "m=audio 4002 RTP/AVP 8")?.media.port).toBe(4000);
  expect(audioOf(...others)).toBeUndefined();
});
