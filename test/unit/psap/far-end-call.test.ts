import { describe, expect, it } from "vitest";
import { farEndCall } from "../../../sim/psap/far-end-call.js";
import { requestOf } from "../backend/pbx/digest-request.js";
import { twoOffices } from "../backend/pbx/two-offices.js";

const seen = (headers: readonly string[], uri = "sip:911@127.0.0.1") =>
  farEndCall(requestOf(`INVITE ${uri} SIP/2.0`, headers, "2125550100"), twoOffices());

describe("what the far end sees", () => {
  it("finds the address by the number it received, as an address list does", () => {
    expect(seen(["X-Trunk: emergency"])).toEqual({
      farEnd: "psap",
      trunk: "emergency",
      number: "911",
      callerId: "2125550100",
      location: "new-york",
      state: "answered",
    });
  });

  it("knows the call of the phone, where the PBX tells it", () => {
    expect(seen(["X-Trunk: emergency", "X-Caller-Call-ID: a@127.0.0.9"])).toMatchObject({
      callId: "a@127.0.0.9",
    });
  });

  it("believes P-Asserted-Identity before From", () => {
    const asserted = 'P-Asserted-Identity: "Chicago" <sip:3125550100@pbx>';
    expect(seen(["X-Trunk: emergency", asserted])).toMatchObject({
      callerId: "3125550100",
      location: "chicago",
    });
    const unlisted = "P-Asserted-Identity: <sip:9000@pbx>";
    expect(seen(["X-Trunk: emergency", unlisted])).toMatchObject({ callerId: "9000", location: undefined });
  });

  it("is PSAP or carrier by the trunk", () => {
    expect(seen(["X-Trunk: carrier"], "sip:3125551234@x")).toMatchObject({
      farEnd: "carrier",
      number: "3125551234",
    });
  });

  it("knows no call that came over no trunk of the setup", () => {
    expect(seen([])).toBeUndefined();
    expect(seen(["X-Trunk: constructor"])).toBeUndefined();
    expect(seen(["X-Trunk: emergency"], "sip:127.0.0.1")).toBeUndefined();
  });
});
