import { describe, expect, it } from "vitest";
import { trunkCallerId } from "../../../sim/dialplan/caller-id.js";
import type { ExtensionSettings, Trunk } from "../../../sim/model/setup/setup.js";
import { twoOffices } from "../backend/pbx/two-offices.js";

const emergency = { type: "emergency", intraCompany: false } as const;
const normal = { type: "normal", intraCompany: false } as const;
const newYork = "127.10.4.5";
const chicago = "127.20.4.5";
const nowhere = "127.0.0.1";

const shown = (...call: Parameters<typeof trunkCallerId>) => trunkCallerId(...call).number;

function withAlice(changes: Partial<ExtensionSettings>) {
  const setup = twoOffices();
  const alice = setup.extensions["1001"];
  if (!alice) throw new Error("1001 is not in the setup");
  return { ...setup, extensions: { ...setup.extensions, "1001": { ...alice, ...changes } } };
}

// proves: PBX-93, PBX-96
describe("caller id of an emergency call", () => {
  it("is the desk's, whoever is logged in (policy emergency-identity: desk)", () => {
    for (const extension of ["1001", "9000"]) {
      expect(shown(twoOffices(), emergency, "emergency", { extension, address: newYork })).toBe("2125550100");
      expect(shown(twoOffices(), emergency, "emergency", { extension, address: chicago })).toBe("3125550100");
    }
    const own = withAlice({ emergencyCid: "2125550155" });
    expect(shown(own, emergency, "emergency", { extension: "1001", address: chicago })).toBe("3125550100");
  });

  it("PBX-93: outside every location it is the Emergency CID, else the ordinary one", () => {
    const at = { extension: "1001", address: nowhere };
    expect(shown(withAlice({ emergencyCid: "2125550155" }), emergency, "emergency", at)).toBe("2125550155");
    expect(shown(twoOffices(), emergency, "emergency", at)).toBe("2125550101");
    const placeholder = { extension: "9000", address: nowhere };
    expect(shown(twoOffices(), emergency, "emergency", placeholder)).toBe("9000");
    expect(shown(twoOffices(), emergency, "carrier", placeholder)).toBe("2125550199");
  });

  it("follows the extension under the policy of plain FreePBX", () => {
    const setup = withAlice({ emergencyCid: "2125550155" });
    const plain = { ...setup, policies: { ...setup.policies, emergencyIdentity: "extension" as const } };
    expect(shown(plain, emergency, "emergency", { extension: "1001", address: chicago })).toBe("2125550155");
  });
});

describe("caller id of an ordinary outside call", () => {
  it("PBX-94: the user's outbound CID beats the trunk's", () => {
    expect(shown(twoOffices(), normal, "carrier", { extension: "1001", address: chicago })).toBe(
      "2125550101",
    );
    expect(shown(twoOffices(), normal, "carrier", { extension: "1004", address: chicago })).toBe(
      "2125550199",
    );
  });
});

// proves: PBX-94, PBX-97
describe("caller id of a trunk, a route and a forced one (PBX-94, FI-19, FI-21)", () => {
  const at = { extension: "1001", address: nowhere };
  const ofRoute = (overrideExtension: boolean) => ({
    ...normal,
    callerId: { number: "Sales <2125550177>", overrideExtension },
  });

  function withTrunk(changes: Partial<Trunk>, outboundCid: string | undefined) {
    const setup = withAlice({ outboundCid });
    const { carrier } = setup.trunks;
    if (!carrier) throw new Error("the setup has a carrier");
    return { ...setup, trunks: { ...setup.trunks, carrier: { ...carrier, ...changes } } };
  }

  it("the route's counts where the extension has none, or where the route overrides it", () => {
    expect(trunkCallerId(withTrunk({}, undefined), ofRoute(false), "carrier", at)).toEqual({
      ...{ number: "2125550177", name: "Sales", withheld: false, from: "route" },
    });
    expect(shown(withTrunk({}, "2125550101"), ofRoute(false), "carrier", at)).toBe("2125550101");
    expect(shown(withTrunk({}, "2125550101"), ofRoute(true), "carrier", at)).toBe("2125550177");
  });

  it("the trunk's alone where it is forced; without a name where only numbers go through", () => {
    const forced = withTrunk({ keepCid: "all", callerId: "2125550199" }, "2125550101");
    expect(shown(forced, ofRoute(true), "carrier", at)).toBe("2125550199");
    const numbers = withTrunk({ keepCid: "cnum" }, undefined);
    expect(trunkCallerId(numbers, ofRoute(false), "carrier", at)).toMatchObject({ name: "" });
  });

  it("hidden withholds the number, but never that of an Emergency CID", () => {
    const hidden = withTrunk({}, "hidden <2125550104>");
    expect(trunkCallerId(hidden, normal, "carrier", at)).toMatchObject({
      ...{ number: "2125550104", withheld: true },
    });
    // An empty Emergency CID leaves 911 with the withheld number.
    expect(trunkCallerId(hidden, emergency, "emergency", at)).toMatchObject({ withheld: true });
    const own = withAlice({ outboundCid: "hidden <2125550104>", emergencyCid: "2125550155" });
    expect(trunkCallerId(own, emergency, "emergency", at)).toMatchObject({
      ...{ number: "2125550155", withheld: false, from: "emergency-cid" },
    });
  });

  it("PBX-97: an intra-company route leaves the caller's own", () => {
    const route = { ...normal, intraCompany: true };
    expect(shown(withAlice({}), route, "carrier", at)).toBe("1001");
    expect(shown(withAlice({ cidMasquerade: "2000" }), route, "carrier", at)).toBe("2000");
  });
});
