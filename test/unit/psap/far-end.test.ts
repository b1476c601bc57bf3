import { expect, onTestFinished, test } from "vitest";
import { createRandom } from "../../../sim/model/random.js";
import { type FarEndOptions, startFarEnd } from "../../../sim/psap/far-end.js";
import { header } from "../../../sim/sip/message/message.js";
import { systemClock } from "../../../sim/sip/system-clock.js";
import { twoOffices } from "../backend/pbx/two-offices.js";
import { pidfLo, Trunk, withLocation } from "./trunk.js";

const overEmergency = [{ name: "X-Trunk", value: "emergency" }];

async function trunkToFarEnd(more: Partial<FarEndOptions> = {}): Promise<Trunk> {
  const farEnd = await startFarEnd({
    ...{ host: "127.0.0.1", setup: () => twoOffices(), onCall: () => {} },
    ...more,
  });
  const trunk = await Trunk.open(farEnd.peer);
  onTestFinished(async () => {
    await trunk.wire.close();
    await farEnd.stop();
  });
  return trunk;
}

test("the far end of the embedded PBX reads 933 back in a header of its answer, as `deskfleet psap` does", async () => {
  const trunk = await trunkToFarEnd();
  const listed = await trunk.call({ number: "933", headers: overEmergency });
  expect(header(listed, "X-Read-Back")).toBe(
    "number 2125550100; location 100 Example Street, Floor 4, New York, NY",
  );
  const content = withLocation(pidfLo);
  const sent = await trunk.call({ number: "933", callId: "call-2", headers: overEmergency, content });
  expect(header(sent, "X-Read-Back")).toBe(
    "number 2125550100; location 100 Example Street, floor 4, room Zürich, New York, NY, US",
  );
});

test("to 911 it answers without that header", async () => {
  const trunk = await trunkToFarEnd();
  const answer = await trunk.call({ headers: overEmergency });
  expect(answer.status).toBe(200);
  expect(header(answer, "X-Read-Back")).toBeUndefined();
});

test("a caller that gives up at once has reached nobody, and nothing went wrong", async () => {
  const told: unknown[] = [];
  let tell: (each: unknown) => void = () => undefined;
  const isTold = new Promise<void>((resolve) => {
    tell = (each) => {
      told.push(each);
      resolve();
    };
  });
  const sound = { clock: systemClock, random: createRandom(1) };
  const trunk = await trunkToFarEnd({ sound, onCall: (view) => tell(view), onRefused: (why) => tell(why) });
  expect((await trunk.callAndGiveUp({ headers: overEmergency })).status).toBe(487);
  // Whatever had gone wrong with the first is told before this one.
  await trunk.call({ callId: "call-2", headers: overEmergency });
  await isTold;
  expect(told).toMatchObject([{ number: "911", state: "answered" }]);
});
