import { afterEach, beforeEach, expect, test } from "vitest";
import { PbxVoice } from "../../../../sim/backend/pbx/pbx-voice.js";
import { MediaPort } from "../../../../sim/media/session/media-port.js";
import { createRandom } from "../../../../sim/model/random.js";
import { offerSdp } from "../../../../sim/sip/sdp/sdp-offer.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";

const host = "127.0.0.1";
let caller: MediaPort;
let farEnd: MediaPort;
let pbx: PbxVoice;

beforeEach(async () => {
  caller = await MediaPort.open(host);
  farEnd = await MediaPort.open(host);
  const opened = await PbxVoice.open({
    ...{ host, offer: offerSdp(host, caller.port), events: true, onKey: () => undefined },
    sound: { clock: systemClock, random: createRandom(1) },
  });
  if (opened === undefined) throw new Error("the PBX has no voice");
  pbx = opened;
});

afterEach(() => {
  for (const each of [caller, farEnd, pbx]) each.close();
});

const portIn = (sdp: string): number => Number(/m=audio (\d+)/.exec(sdp)?.[1]);

/** Where a text comes out that is sent from one port to another. */
async function comesTo(port: MediaPort, text: string, from: MediaPort, to: number): Promise<void> {
  const came = new Promise<void>((resolve) => {
    port.listen((datagram) => {
      if (Buffer.from(datagram).toString() === text) resolve();
    });
  });
  from.send(Buffer.from(text), { host, port: to });
  await came;
}

test("a re-INVITE does not go round the relay: each side is told the PBX, and talked to where it moves", async () => {
  const [toPbx, toOuter] = [portIn(pbx.sdp), portIn(pbx.offerToFarEnd)];
  pbx.handOver(offerSdp(host, farEnd.port));
  const moved = await MediaPort.open(host);
  const offer = offerSdp(host, moved.port);
  const answer = offerSdp(host, farEnd.port);
  expect(portIn(pbx.passedOn(offer, "caller"))).toBe(toOuter);
  expect(portIn(pbx.passedOn(answer, "far-end"))).toBe(toPbx);
  pbx.agreedAnew("caller", offer, answer);
  await comesTo(moved, "to where the caller is now", farEnd, toOuter);
  await comesTo(farEnd, "to the far end", moved, toPbx);
  moved.close();
});

test("descriptions pass as they are while nothing is relayed", () => {
  const offer = offerSdp(host, caller.port);
  expect(pbx.passedOn(offer, "caller")).toBe(offer);
});

test("a far end that was given up is not heard beside the PBX", async () => {
  pbx.handOver(offerSdp(host, farEnd.port));
  await comesTo(caller, "early", farEnd, portIn(pbx.offerToFarEnd));
  pbx.speakAs("announcement");
  const heard: string[] = [];
  const said = new Promise<void>((resolve) => {
    caller.listen((datagram) => {
      heard.push(datagram.length > 100 ? "the PBX" : Buffer.from(datagram).toString());
      if (heard.length === 5) resolve();
    });
  });
  farEnd.send(Buffer.from("too late"), { host, port: portIn(pbx.offerToFarEnd) });
  await said;
  expect(new Set(heard)).toEqual(new Set(["the PBX"]));
});
