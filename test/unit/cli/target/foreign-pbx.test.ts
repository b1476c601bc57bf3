import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { loadTarget } from "../../../../sim/cli/load/load-target.js";
import { foreignPbx } from "../../../../sim/cli/target/foreign-pbx.js";
import { scratchFolder } from "../../../e2e/scratch.js";

const variable = "DESKFLEET_UNIT_AMI_SECRET";

beforeEach(() => {
  vi.stubEnv(variable, "s3cret-of-the-manager");
  return () => vi.unstubAllEnvs();
});

function targetFile(context: Parameters<typeof scratchFolder>[0], more: object = {}): string {
  const path = join(scratchFolder(context), "lab.yaml");
  const target = {
    ...{ target: "an Asterisk", kind: "lab", reset: true, sip: { host: "192.0.2.9" } },
    ...{ ami: { user: "deskfleet", "secret-env": variable }, ...more },
  };
  writeFileSync(path, JSON.stringify(target));
  return path;
}

test("the secret comes from the environment, the manager interface is beside SIP unless told otherwise", (context) => {
  const { asterisk } = foreignPbx(targetFile(context));
  expect(asterisk).toMatchObject({
    ami: { host: "192.0.2.9", port: 5038, user: "deskfleet", secret: "s3cret-of-the-manager" },
    ...{ resettable: true, farEndPort: 0 },
  });
  expect(asterisk.lab).toBeUndefined();
});

test("only a lab that says so is reset", (context) => {
  expect(foreignPbx(targetFile(context, { reset: false })).asterisk.resettable).toBe(false);
});

test("without the variable nothing is tried, and the message names it", (context) => {
  vi.stubEnv(variable, "");
  expect(() => foreignPbx(targetFile(context))).toThrow(
    /the environment variable DESKFLEET_UNIT_AMI_SECRET is not set/,
  );
});

test("a folder that deskfleet export has not written is no lab", (context) => {
  const file = targetFile(context, { asterisk: { config: "./elsewhere" } });
  expect(() => foreignPbx(file)).toThrow(/asterisk.config: there is no asterisk.conf in .*elsewhere/);
});

test("a target with a configuration server of its own is none to stand in front of", (context) => {
  const other = { ami: undefined, reset: false, "config-server": "http://192.0.2.9/" };
  expect(() => foreignPbx(targetFile(context, other))).toThrow(/describes no Asterisk/);
});

test("another machine is loaded only when somebody has agreed", (context) => {
  const target = targetFile(context);
  expect(() => loadTarget({ target, "i-may-load-this": false })).toThrow(/192.0.2.9 is another machine/);
  expect(loadTarget({ target, "i-may-load-this": true })?.target.sip.host).toBe("192.0.2.9");
  const here = targetFile(context, { sip: { host: "127.0.0.3" } });
  expect(loadTarget({ target: here, "i-may-load-this": false })?.target.sip.host).toBe("127.0.0.3");
  expect(loadTarget({ target: undefined, "i-may-load-this": false })).toBeUndefined();
});
