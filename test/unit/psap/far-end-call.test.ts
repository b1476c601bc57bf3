import { describe, expect, it } from "vitest";
import { farEndCall } from "../../../sim/psap/far-end-call.js";
import { requestOf } from "../backend/pbx/digest-request.js";
import { twoOffices } from "../backend/pbx/two-offices.js";
import { pidfLo, withLocation } from "./trunk.js";

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

const offered = (uri: string, pidf: string, trunk = "emergency") => {
  const { type, body } = withLocation(pidf);
  const invite = requestOf(`INVITE ${uri} SIP/2.0`, [`X-Trunk: ${trunk}`], "2125550100");
  const typed = { ...invite, headers: [...invite.headers, { name: "Content-Type", value: type }], body };
  return farEndCall(typed, twoOffices());
};

const listed = "100 Example Street, Floor 4, New York, NY";
const sent = "100 Example Street, floor 4, room Zürich, New York, NY, US";

describe("a test call is read back", () => {
  it("with the number it shows, and the address that the list has for that", () => {
    expect(seen(["X-Trunk: emergency"], "sip:933@127.0.0.1")).toMatchObject({
      location: "new-york",
      readBack: { number: "2125550100", location: listed },
    });
    const unlisted = "P-Asserted-Identity: <sip:9000@pbx>";
    expect(seen(["X-Trunk: emergency", unlisted], "sip:933@x")).toMatchObject({
      readBack: { number: "9000", location: "not sent" },
    });
  });

  it("with the address that comes with it before that of the list", () => {
    expect(offered("sip:933@x", pidfLo)?.readBack).toEqual({ number: "2125550100", location: sent });
    expect(offered("sip:933@x", "<presence/>")?.readBack?.location).toBe(listed);
  });

  it("and no other call is, nor one that a carrier got", () => {
    expect(seen(["X-Trunk: emergency"])).not.toHaveProperty("readBack");
    expect(offered("sip:911@x", pidfLo)).not.toHaveProperty("readBack");
    expect(offered("sip:933@x", pidfLo, "carrier")).toMatchObject({ farEnd: "carrier", sentLocation: sent });
    expect(offered("sip:933@x", pidfLo, "carrier")).not.toHaveProperty("readBack");
  });
});

describe("F-44: a location that comes with the call", () => {
  it("is told beside that of the list", () => {
    expect(offered("sip:911@x", pidfLo)).toMatchObject({ location: "new-york", sentLocation: sent });
  });

  it("is told as a fault where it cannot be read, in one line", () => {
    const bad = offered("sip:911@x", "<presence/>");
    expect(bad).toMatchObject({ location: "new-york", locationFault: "it has no location-info" });
    expect(bad).not.toHaveProperty("sentLocation");
    const evil = offered("sip:911@x", pidfLo.replace("Zürich", "1&#13;&#10;2"));
    expect(evil?.sentLocation).toContain("room 1 2, New York");
  });
});
