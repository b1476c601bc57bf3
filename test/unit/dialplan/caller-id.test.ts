import { describe, expect, it } from "vitest";
import { trunkCallerId } from "../../../sim/dialplan/caller-id.js";
import type { ExtensionSettings } from "../../../sim/model/setup/setup.js";
import { twoOffices } from "../backend/pbx/two-offices.js";

const emergency = { type: "emergency", trunk: "emergency" } as const;
const normal = { type: "normal", trunk: "carrier" } as const;
const newYork = "127.10.4.5";
const chicago = "127.20.4.5";
const nowhere = "127.0.0.1";

function withAlice(changes: Partial<ExtensionSettings>) {
  const setup = twoOffices();
  const alice = setup.extensions["1001"];
  if (!alice) throw new Error("1001 is not in the setup");
  return { ...setup, extensions: { ...setup.extensions, "1001": { ...alice, ...changes } } };
}

describe("caller id of an emergency call", () => {
  it("is the desk's, whoever is logged in (policy emergency-identity: desk)", () => {
    for (const extension of ["1001", "9000"]) {
      expect(trunkCallerId(twoOffices(), emergency, { extension, address: newYork })).toBe("2125550100");
      expect(trunkCallerId(twoOffices(), emergency, { extension, address: chicago })).toBe("3125550100");
    }
    const own = withAlice({ emergencyCid: "2125550155" });
    expect(trunkCallerId(own, emergency, { extension: "1001", address: chicago })).toBe("3125550100");
  });

  it("PBX-93: outside every location it is the Emergency CID, else the ordinary one", () => {
    const at = { extension: "1001", address: nowhere };
    expect(trunkCallerId(withAlice({ emergencyCid: "2125550155" }), emergency, at)).toBe("2125550155");
    expect(trunkCallerId(twoOffices(), emergency, at)).toBe("2125550101");
    const placeholder = { extension: "9000", address: nowhere };
    expect(trunkCallerId(twoOffices(), emergency, placeholder)).toBe("9000");
    expect(trunkCallerId(twoOffices(), { ...emergency, trunk: "carrier" }, placeholder)).toBe("2125550199");
  });

  it("follows the extension under the policy of plain FreePBX", () => {
    const setup = withAlice({ emergencyCid: "2125550155" });
    const plain = { ...setup, policies: { ...setup.policies, emergencyIdentity: "extension" as const } };
    expect(trunkCallerId(plain, emergency, { extension: "1001", address: chicago })).toBe("2125550155");
  });
});

describe("caller id of an ordinary outside call", () => {
  it("PBX-94: the user's outbound CID beats the trunk's", () => {
    expect(trunkCallerId(twoOffices(), normal, { extension: "1001", address: chicago })).toBe("2125550101");
    expect(trunkCallerId(twoOffices(), normal, { extension: "1004", address: chicago })).toBe("2125550199");
  });
});
