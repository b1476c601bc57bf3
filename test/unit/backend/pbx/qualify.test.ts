import { expect, test } from "vitest";
import { type Rig, startRig } from "./rig.js";
import { twoOffices } from "./two-offices.js";

/** A PBX that asks the phones of the placeholder every second. */
function asking(): Promise<Rig> {
  const { extensions } = twoOffices();
  const placeholder = extensions["9000"];
  if (!placeholder) throw new Error("9000 is not in the setup");
  return startRig({ extensions: { ...extensions, "9000": { ...placeholder, qualifySeconds: 1 } } });
}

// proves: F-70
test("PBX-45 to PBX-47: who answers OPTIONS is called; who does not stays bound, and is not", async () => {
  const rig = await asking();
  try {
    const [there, gone, caller] = [await rig.phone("9000"), await rig.phone("9000"), await rig.phone("1001")];
    expect((await there.register()).status).toBe(200);
    expect((await gone.register()).status).toBe(200);
    // Any final answer counts, each time that it is asked: else this one would be lost a second later.
    const answering = async (): Promise<never> => {
      for (;;) there.answer(await there.nextRequest("OPTIONS"), 405);
    };
    void answering();
    const lost = () => rig.pbx.contacts("9000").filter(({ reachable }) => reachable === false);
    await expect.poll(lost, { timeout: 10_000 }).toHaveLength(1);
    expect(rig.pbx.contacts("9000")).toHaveLength(2);
    expect(lost()[0]?.uri).toContain(gone.address.split("/")[0]);
    const call = await caller.call("9000");
    there.answer(await there.nextRequest("INVITE"), 486);
    expect((await call.final).status).toBe(486);
  } finally {
    await rig.stop();
  }
});

test("a phone that unregisters is lost no more, and is told to be again when it is back and as silent as before", async () => {
  const rig = await asking();
  try {
    const phone = await rig.phone("9000");
    const agent = { name: "User-Agent", value: "ClearlyIP CIP270 2.42.6.3.36 001fc1000001" };
    await phone.register([agent]);
    await expect.poll(() => rig.qualified, { timeout: 10_000 }).toEqual(["9000 silent"]);
    await phone.register([agent, { name: "Expires", value: "0" }]);
    await phone.register([agent]);
    expect(rig.bound).toEqual(["9000 bound", "9000 unbound", "9000 bound"]);
    await expect.poll(() => rig.qualified, { timeout: 10_000 }).toEqual(["9000 silent", "9000 silent"]);
  } finally {
    await rig.stop();
  }
});
