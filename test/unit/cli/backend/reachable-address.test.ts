import { expect, test } from "vitest";
import { reachableAddress } from "../../../../sim/cli/backend/reachable-address.js";

test.each(["127.0.0.1", "192.0.2.10"])("%s can be told to phones", (host) => {
  expect(reachableAddress("--host", host)).toBe(host);
});

test.each(["0.0.0.0", "::", "0:0:0:0:0:0:0:0", "::ffff:0.0.0.0", "::1", "2001:db8::1", "0", "", "all"])(
  "%j cannot",
  (host) => {
    expect(() => reachableAddress("--host", host)).toThrow(
      expect.objectContaining({
        code: "DF_CLI_USAGE",
        message: expect.stringContaining("that the phones reach"),
      }),
    );
  },
);
