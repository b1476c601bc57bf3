import { expect, test } from "vitest";
import { reachWarnings } from "../../../../sim/cli/backend/reach-warnings.js";
import { sampleSetup } from "../../backend/sample-setup.js";

const any = { web: undefined, sip: undefined };
const withFallback = (fallbackHost: string) =>
  sampleSetup((input) => {
    input["port-settings"] = { ...input["port-settings"], port: 0, "fallback-host": fallbackHost };
  });

test.each([
  ["all on this machine", "127.0.0.1", "127.0.0.1", any, false, []],
  ["a name", "pbx.test", "192.0.2.10", any, true, []],
  [
    "left at its default",
    "127.0.0.1",
    "192.0.2.10",
    any,
    true,
    [/sent to 127\.0\.0\.1 .*fallback-host: 192\.0\.2\.10/],
  ],
  ["another of this machine", "127.0.0.1", "127.0.0.2", any, false, [/fallback-host: 127\.0\.0\.2/]],
  ["ports that move", "192.0.2.10", "192.0.2.10", any, false, [/--web-port and --sip-port/]],
  ["one port that moves", "192.0.2.10", "192.0.2.10", { web: 8080, sip: undefined }, false, [/--sip-port/]],
  ["ports that are fixed", "192.0.2.10", "192.0.2.10", { web: 8080, sip: 5060 }, false, []],
] as const)("%s", (_title, fallbackHost, host, asked, portsKept, expected) => {
  expect(reachWarnings({ setup: withFallback(fallbackHost), host, asked, portsKept })).toEqual(
    expected.map((text) => expect.stringMatching(text)),
  );
});
