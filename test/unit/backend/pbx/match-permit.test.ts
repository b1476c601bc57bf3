import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Rig, startRig } from "./rig.js";
import { TestPhone } from "./test-phone.js";
import { twoOffices } from "./two-offices.js";

const matched = "127.10.0.7";
const unmatched = "127.20.0.7";

let rig: Rig;
beforeEach(async () => {
  const { extensions } = twoOffices();
  const placeholder = extensions["9000"];
  if (!placeholder) throw new Error("9000 is not in the setup");
  const matchPermit = ["10.9.8.7", "127.10.0.0/16"];
  rig = await startRig({ extensions: { ...extensions, "9000": { ...placeholder, matchPermit } } });
});
afterEach(() => rig.stop());

/** Another From user than the account's. */
const from = (user: string) => [{ name: "From", value: `<sip:${user}@pbx>;tag=a` }];

// proves: PBX-70, PBX-71, PBX-72, PBX-73
describe("Match (Permit)", () => {
  it("PBX-71: a user's own credentials fail from a matched address, on REGISTER and INVITE", async () => {
    const user = await rig.phone("1001", matched);
    expect((await user.register()).status).toBe(401);
    expect(rig.notes.at(-1)).toBe(
      `refused ${user.address}/udp: REGISTER: 401 the Authorization user is not the endpoint ` +
        "(its address stands under Match (Permit) of extension 9000)",
    );
    expect((await (await user.call("911")).final).status).toBe(401);
    expect(rig.pbx.contacts()).toEqual([]);
  });

  it("PBX-72: the matched extension's credentials work, whatever the From says; they are still asked", async () => {
    const phone = await rig.phone("9000", matched);
    expect((await phone.register()).status).toBe(200);
    expect((await phone.register(from("1001"))).status).toBe(200);
    const wrong = await TestPhone.open(rig.sip, { user: "9000", password: "guess" }, matched);
    expect((await wrong.register()).status).toBe(401);
    wrong.close();
  });

  it("PBX-72: another address of record than its own is 404", async () => {
    const phone = await rig.phone("9000", matched);
    const to = [{ name: "To", value: "<sip:1001@pbx>" }];
    expect((await phone.register([...from("1001"), ...to])).status).toBe(404);
  });

  it("PBX-71: a call from there is a call of the matched extension", async () => {
    const phone = await rig.phone("9000", matched);
    expect((await (await phone.call("3125551234", from("1001"))).final).status).toBe(403);
    expect((await (await phone.call("911", from("1001"))).final).status).toBe(200);
    expect(rig.pbx.calls()).toMatchObject([{ extension: "9000", emergency: true }]);
  });

  it("PBX-73: elsewhere the user name counts, for the matched extension and for others", async () => {
    expect((await (await rig.phone("9000", unmatched)).register()).status).toBe(200);
    expect((await (await rig.phone("1001", unmatched)).register()).status).toBe(200);
  });

  it("follows the admin who clears it", async () => {
    const user = await rig.phone("1001", matched);
    expect((await user.register()).status).toBe(401);
    rig.setup.submit({ extensions: { "9000": { "match-permit": [] } } });
    expect((await user.register()).status).toBe(200);
  });

  it("OPTIONS from there are of a known user", async () => {
    const stranger = await rig.phone("4711", matched);
    const options = stranger.request("OPTIONS", "sip:127.0.0.1");
    stranger.send(options);
    expect((await stranger.finalTo(options)).status).toBe(200);
  });
});
