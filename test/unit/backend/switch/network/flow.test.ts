import { describe, expect, it } from "vitest";
import { flowOfUri } from "../../../../../sim/backend/switch/network/flow.js";

describe("flowOfUri", () => {
  it.each([
    ["sip:1001@10.0.0.5:5062", "udp", "10.0.0.5", 5062],
    ["sip:10.0.0.5", "udp", "10.0.0.5", 5060],
    ["sip:1001@10.0.0.5:5062;transport=TCP", "tcp", "10.0.0.5", 5062],
    ["sip:1001@[::1]:5062", "udp", "::1", 5062],
    ["sip:1001@localhost:5062", "udp", "127.0.0.1", 5062],
  ])("%s is %s %s:%i", (uri, protocol, host, port) => {
    expect(flowOfUri(uri)).toEqual({ protocol, to: { host, port }, existingOnly: false });
  });

  it("a phone on TLS is reached over its own connection only", () => {
    const to = { host: "10.0.0.5", port: 40_001 };
    expect(flowOfUri("sip:1001@10.0.0.5:40001;transport=tls")).toEqual({
      protocol: "tls",
      to,
      existingOnly: true,
    });
    expect(flowOfUri("sip:1001@10.0.0.5;transport=TLS")?.to.port).toBe(5061);
  });

  it.each([
    "sip:1001@phone.invalid",
    "sips:1001@10.0.0.5",
    "tel:911",
    "sip:1001@10.0.0.5;transport=ws",
    "nonsense",
  ])("%s leads nowhere", (uri) => {
    expect(flowOfUri(uri)).toBeUndefined();
  });
});
