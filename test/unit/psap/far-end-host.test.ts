import { expect, test } from "vitest";
import { farEndHost } from "../../../sim/psap/far-end-host.js";

test.each([
  ["127.0.0.1", [], "127.0.0.1"],
  ["192.0.2.10", [], "127.0.0.1"],
  ["2001:db8::1", [], "::1"],
  ["192.0.2.10", ["127.0.0.1", "127.0.0.2"], "127.0.0.1"],
  ["192.0.2.10", ["localhost", "::1"], "127.0.0.1"],
  ["192.0.2.10", ["192.0.2.20", "192.0.2.20"], "192.0.2.10"],
  ["192.0.2.10", ["127.0.0.1", "192.0.2.20"], "192.0.2.10"],
  ["192.0.2.10", ["pbx.example.com", "127.0.0.1"], "192.0.2.10"],
  ["192.0.2.10", ["127.example.com"], "192.0.2.10"],
])("backend at %s, SIP server elsewhere at %j: the far end listens on %s", (host, servers, expected) => {
  expect(farEndHost(host, servers)).toBe(expected);
});
