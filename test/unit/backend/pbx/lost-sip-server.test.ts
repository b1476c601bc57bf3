import { afterEach, expect, test } from "vitest";
import { intact } from "../../../../sim/backend/pbx/seams.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { type Rig, type RigOptions, startRig } from "./rig.js";
import { offer } from "./test-phone.js";
import { twoOffices } from "./two-offices.js";

let rig: Rig;
afterEach(() => rig.stop());

/** Two offices with extensions that are asked by OPTIONS, and an emergency route with a PIN. */
async function start(options: RigOptions = {}): Promise<void> {
  const { extensions, routes } = twoOffices();
  rig = await startRig(
    {
      extensions: Object.fromEntries(
        Object.entries(extensions).map(([number, each]) => [number, { ...each, qualifySeconds: 1 }]),
      ),
      pinSets: { Managers: { pins: ["0471"], recordInCdr: false } },
      routes: routes.map((route) => (route.type === "emergency" ? { ...route, pinSet: "Managers" } : route)),
    },
    options,
  );
}

async function lose(): Promise<void> {
  await rig.stopSipServer();
  await expect.poll(() => rig.notes.join("\n")).toMatch(/connection to the SIP server at .* lost/);
}

test("no call outlives its SIP server, whatever it was about", async () => {
  await start();
  const [rung, caller, other] = [await rig.phone("1002"), await rig.phone("1001"), await rig.phone("9000")];
  await rung.register();
  const talking = await caller.call("1002");
  rung.answer(await rung.nextRequest("INVITE"), 200, offer);
  expect((await talking.final).status).toBe(200);
  await caller.call("1002");
  await rung.nextRequest("INVITE");
  await other.call("911");
  await other.early();
  const why = "the limit is reached";
  rig.bend({
    ...intact,
    decision: () => ({ steps: [], end: { kind: "announcement", says: "call-limit", why } }),
  });
  await (await caller.call("2000")).final;
  expect(rig.pbx.calls()).toHaveLength(4);
  await lose();
  await expect.poll(() => rig.pbx.calls()).toEqual([]);
  // Nobody can be told any more.
  expect(rig.notes.join("\n")).not.toContain("the PBX ended it");
});

test("a phone that can no longer be asked has not fallen silent, and nothing is thrown", async () => {
  const clock = new ManualClock();
  await start({ clock });
  const phone = await rig.phone("9000");
  await phone.register();
  clock.advance(1000);
  phone.answer(await phone.nextRequest("OPTIONS"), 200);
  await lose();
  for (let second = 0; second < 10; second++) clock.advance(1000);
  expect(rig.pbx.present().filter(({ type }) => type === "qualified")).toEqual([]);
});
