import { expect, onTestFinished, test } from "vitest";
import { startFarEnd } from "../../../sim/psap/far-end.js";
import { header } from "../../../sim/sip/message/message.js";
import { twoOffices } from "../backend/pbx/two-offices.js";
import { pidfLo, Trunk, withLocation } from "./trunk.js";

const overEmergency = [{ name: "X-Trunk", value: "emergency" }];

async function trunkToFarEnd(): Promise<Trunk> {
  const farEnd = await startFarEnd({ host: "127.0.0.1", setup: () => twoOffices(), onCall: () => {} });
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
