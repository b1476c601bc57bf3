import { describe, expect, it } from "vitest";
import { TrunkStates } from "../../../sim/psap/trunk-states.js";

const invite = (trunk: string, method = "INVITE") =>
  Buffer.from(
    `${method} sip:911@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1\r\nx-trunk:  ${trunk} \r\nFrom: <sip:1@x>\r\n\r\nX-Trunk: body\r\n`,
  );

describe("the state of a trunk", () => {
  it("is up until it is set, and after a reset", () => {
    const trunks = new TrunkStates();
    expect(trunks.of("main")).toBe("up");
    trunks.set("main", "busy");
    trunks.set("spare", 480);
    expect([trunks.of("main"), trunks.of("spare")]).toEqual(["busy", 480]);
    trunks.set("main", "up");
    expect(trunks.of("main")).toBe("up");
    trunks.reset();
    expect(trunks.of("spare")).toBe("up");
  });

  it.each([
    ["up", undefined],
    ["down", undefined],
    ["silent", undefined],
    ["deaf", undefined],
    ["mute", undefined],
    ["busy", { status: 486, headers: {} }],
    ["full", { status: 503, headers: { Reason: "Q.850;cause=34" } }],
    [603, { status: 603, headers: {} }],
  ] as const)("%s is answered as it says", (state, refusal) => {
    const trunks = new TrunkStates();
    trunks.set("main", state);
    expect(trunks.refusal("main")).toEqual(refusal);
    expect(trunks.refusal("spare")).toBeUndefined();
  });

  it("loses what is said or heard over a deaf or a mute one", () => {
    const trunks = new TrunkStates();
    const lost = (["up", "deaf", "mute", "busy"] as const).map((state) => {
      trunks.set("main", state);
      return [state, trunks.losesSound("main"), trunks.losesSound("spare")];
    });
    expect(lost).toEqual([
      ["up", undefined, undefined],
      ["deaf", "received", undefined],
      ["mute", "sent", undefined],
      ["busy", undefined, undefined],
    ]);
  });

  it.each(["main", "Zürich, second line", "constructor"])("loses the INVITEs by %s alone", (name) => {
    const trunks = new TrunkStates();
    expect(trunks.loses(invite(name))).toBe(false);
    trunks.set(name, "silent");
    expect(trunks.loses(invite(name))).toBe(true);
    expect(trunks.loses(invite(`${name} 2`))).toBe(false);
    expect(trunks.loses(invite("body"))).toBe(false);
    expect(trunks.loses(invite(name, "BYE"))).toBe(false);
    trunks.set(name, "busy");
    expect(trunks.loses(invite(name))).toBe(false);
  });
});
