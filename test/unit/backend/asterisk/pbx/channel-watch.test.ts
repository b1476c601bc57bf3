import { expect, test } from "vitest";
import { AmiMessage } from "../../../../../sim/backend/asterisk/ami/message.js";
import { ChannelWatch } from "../../../../../sim/backend/asterisk/pbx/channel-watch.js";
import { RunningCalls } from "../../../../../sim/backend/pbx/running-calls.js";
import { type Mac, parseMac } from "../../../../../sim/model/mac.js";
import { ManualClock } from "../../../../../sim/model/manual-clock.js";
import { sampleSetup } from "../../sample-setup.js";

const [lobby, desk] = ["001fc1000001", "001fc1000002"].map((each) => parseMac(each) as Mac);
const phones = new Map([
  ["PJSIP/9000-00000001", lobby],
  ["PJSIP/2000-00000002", desk],
]);

function rig() {
  const told: string[] = [];
  const hungUp: string[] = [];
  const observer = {
    callStarted: (mac: Mac) => told.push(`${mac} in a call`),
    callEnded: (mac: Mac) => told.push(`${mac} out of it`),
  };
  const running = new RunningCalls(observer, undefined, ({ extension, running: calls, channels }) =>
    told.push(`${extension}: ${calls} outside, ${JSON.stringify(channels)}`),
  );
  const watch = new ChannelWatch({
    setup: () => sampleSetup(),
    hours: new ManualClock(),
    running,
    trunkOf: (endpoint) => ({ "trunk-1": "emergency", "trunk-2": "carrier" })[endpoint],
    phoneOf: async (channel) => phones.get(channel),
    hangUp: (channel) => hungUp.push(channel),
    announced: ({ extension, number, says }) => told.push(`${extension} ${number}: ${says}`),
  });
  const say = async (
    event: string,
    id: number,
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> => {
    watch.take(new AmiMessage(Object.entries({ Event: event, Uniqueid: `${id}`, Linkedid: "1", ...more })));
    await watch.settled();
  };
  return { watch, running, told, hungUp, say };
}

const fromLobby = (number: string) => ({ Channel: "PJSIP/9000-00000001", Exten: number });

test("a call to an extension: who calls, who rings, who talks, and its end", async () => {
  const { running, told, say } = rig();
  await say("Newchannel", 1, fromLobby("2000"));
  await say("Newchannel", 2, { Channel: "PJSIP/2000-00000002" });
  expect(running.views()).toMatchObject([
    { extension: "9000", number: "2000", state: "ringing", called: [desk] },
  ]);
  await say("Newstate", 2, { ChannelState: "6" });
  await say("Hold", 2);
  expect(running.views()).toMatchObject([{ state: "held", emergency: false }]);
  await say("Hold", 1);
  await say("Unhold", 2);
  expect(running.views()).toMatchObject([{ state: "held" }]);
  await say("Unhold", 1);
  expect(running.views()).toMatchObject([{ state: "talking" }]);
  await say("Hangup", 2);
  await say("Hangup", 1);
  expect(running.views()).toEqual([]);
  expect(told).toEqual([
    `${lobby} in a call`,
    `${desk} in a call`,
    `${lobby} out of it`,
    `${desk} out of it`,
  ]);
});

test("an outside call counts for its extension and on its trunk; a module may hang it up", async () => {
  const { running, told, hungUp, say } = rig();
  await say("Newchannel", 1, { Channel: "PJSIP/1001-00000001", Exten: "2125550188" });
  await say("Newchannel", 2, { Channel: "PJSIP/trunk-2-00000002" });
  expect(running.views()).toMatchObject([{ route: "Outbound", trunk: "carrier", emergency: false }]);
  expect(told).toEqual(["1001: 1 outside, {}", '1001: 1 outside, {"carrier":1}']);
  running.hangUpExtension("1001");
  expect(hungUp).toEqual(["PJSIP/1001-00000001"]);
});

test("a call for help is never hung up, and outweighs all others", async () => {
  const { running, hungUp, say } = rig();
  await say("Newchannel", 1, fromLobby("911"));
  await say("Newchannel", 2, { Channel: "PJSIP/trunk-1-00000002" });
  expect(running.callOf(lobby as Mac)).toBe("emergency");
  running.hangUp(lobby as Mac);
  running.hangUpExtension("9000");
  expect(hungUp).toEqual([]);
});

test("an announcement of the dial plan that we have written is told with the number that was dialled", async () => {
  const { told, say } = rig();
  await say("Newchannel", 1, fromLobby("911"));
  const playing = { Channel: "PJSIP/9000-00000001", Context: "announcement", Priority: "1" };
  await say("Newexten", 1, { ...playing, Extension: "call-limit" });
  await say("Newexten", 1, { ...playing, Extension: "call-limit", Priority: "2" });
  await say("Newexten", 1, { ...playing, Extension: "unheard-of" });
  expect(told.filter((each) => each.includes(": c"))).toEqual(["9000 911: call-limit"]);
});

/** A row of CoreShowChannels. @param id of the channel @param call id of its caller's channel */
function row(id: number, call: number, more: Readonly<Record<string, string>>): AmiMessage {
  return new AmiMessage(Object.entries({ Uniqueid: `${id}`, Linkedid: `${call}`, ...more }));
}

test("after events were missed, calls are those that Asterisk lists", async () => {
  const { watch, running, say } = rig();
  await say("Newchannel", 1, fromLobby("2000"));
  await watch.catchUp(async () => [row(7, 7, { Channel: "PJSIP/1001-00000007", Exten: "2000" })]);
  await watch.settled();
  expect(running.views()).toMatchObject([{ extension: "1001", number: "2000" }]);
});

test("a call that is listed with the rung phone first, and is answered, is one that talks", async () => {
  const { watch, running } = rig();
  await watch.catchUp(async () => [
    row(2, 1, { Channel: "PJSIP/2000-00000002", ChannelState: "6" }),
    row(1, 1, { ...fromLobby("2000"), ChannelState: "6" }),
  ]);
  await watch.settled();
  expect(running.views()).toMatchObject([{ state: "talking", caller: lobby, called: [desk] }]);
});

test("a call that ends while Asterisk lists it is over, and one that begins then is not", async () => {
  const { watch, running, say } = rig();
  await watch.catchUp(async () => {
    await say("Hangup", 1);
    await say("Newchannel", 7, { Linkedid: "7", Channel: "PJSIP/1001-00000007", Exten: "2000" });
    return [row(1, 1, fromLobby("2000"))];
  });
  await watch.settled();
  expect(running.views()).toMatchObject([{ extension: "1001" }]);
});

test("channels that are nobody's are no calls", async () => {
  const { running, say } = rig();
  await say("Newchannel", 1, { Channel: "Local/x@y-00000001;1", Exten: "1" });
  await say("Newchannel", 1, { Channel: "PJSIP/stranger-00000001", Exten: "1" });
  await say("Hangup", 9);
  expect(running.views()).toEqual([]);
});
