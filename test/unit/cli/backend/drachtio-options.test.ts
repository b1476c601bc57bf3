import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeLabAuthority } from "../../../../sim/backend/certificates.js";
import { drachtioOf, drachtioWarnings } from "../../../../sim/cli/backend/drachtio-options.js";
import { scratchFolder } from "../../../e2e/scratch.js";
import { sampleSetup } from "../../backend/sample-setup.js";

const none = {
  ...{ drachtio: undefined, "drachtio-secret": "cymru", "drachtio-sip": undefined },
  ...{ "drachtio-tls-port": undefined, "drachtio-ca": undefined },
};
const server = { ...none, drachtio: "192.0.2.7:9022", "drachtio-sip": "192.0.2.7:5060" };

test("a drachtio-server is named by its control port, its SIP address, its TLS port and its authority", async (context) => {
  const { certificate } = await makeLabAuthority(new Date());
  const file = join(scratchFolder(context), "ca.pem");
  writeFileSync(file, certificate);
  expect(drachtioOf(none)).toBeUndefined();
  expect(drachtioOf({ ...server, "drachtio-tls-port": 5071, "drachtio-ca": file })).toEqual({
    ...{ host: "192.0.2.7", port: 9022, secret: "cymru", sipHost: "192.0.2.7", sipPort: 5060 },
    ...{ sipTlsPort: 5071, authority: certificate },
  });
});

test.each([
  [{ ...server, "drachtio-sip": undefined }, "--drachtio needs --drachtio-sip"],
  [{ ...server, drachtio: "192.0.2.7" }, "--drachtio 192.0.2.7: expected HOST:PORT"],
  [{ ...server, "drachtio-ca": "package.json" }, "--drachtio-ca package.json: expected a PEM certificate"],
  [{ ...server, drachtio: "192.0.2.7:0" }, "--drachtio 192.0.2.7:0: expected HOST:PORT"],
  [{ ...server, "drachtio-sip": "192.0.2.7:65536" }, "--drachtio-sip 192.0.2.7:65536: expected HOST:PORT"],
  [{ ...none, "drachtio-sip": "192.0.2.7:5060" }, "--drachtio-sip goes with --drachtio"],
  [{ ...none, "drachtio-tls-port": 5061 }, "--drachtio-tls-port goes with --drachtio"],
  [{ ...none, "drachtio-ca": "ca.pem" }, "--drachtio-ca goes with --drachtio"],
])("%j is refused", (args, message) => {
  expect(() => drachtioOf(args)).toThrow(message);
});

test("who speaks TLS with it is warned of what was not given", () => {
  const overTls = sampleSetup((input) => {
    input["sip-transport"] = "tls";
  });
  const bare = drachtioOf(server);
  expect(drachtioWarnings(sampleSetup(), bare)).toEqual([]);
  expect(drachtioWarnings(overTls, undefined)).toEqual([]);
  expect(drachtioWarnings(overTls, bare)).toEqual([
    expect.stringContaining("--drachtio-tls-port"),
    expect.stringContaining("--drachtio-ca"),
  ]);
  const told = bare && { ...bare, sipTlsPort: 5071, authority: "PEM" };
  expect(drachtioWarnings(overTls, told)).toEqual([]);
});
