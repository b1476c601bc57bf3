import { userInfo } from "node:os";
import { expect, test, vi } from "vitest";
import { consentedRules } from "../../../../sim/cli/target/target-consent.js";
import { parseTarget } from "../../../../sim/model/control/parse-target.js";

function target(kind: string, allow: readonly string[]) {
  const text = `{ target: "of the test", kind: ${kind}, config-server: "http://192.0.2.1/", sip: { host: 192.0.2.1 }, dial: { allow: ${JSON.stringify(allow)} } }`;
  return parseTarget({ file: "t.yaml", text });
}

test.each([
  [undefined, ["911"], "--allow-emergency 911: this flag goes with --target"],
  [
    target("lab", ["933"]),
    ["933", "911"],
    "--allow-emergency 911: the target file does not list it in dial.allow",
  ],
  [target("live", ["911"]), ["911"], "--allow-emergency 911: the target is live"],
])("%# what cannot be opened is bad usage", (onTarget, allowed, reason) => {
  expect(() => consentedRules(onTarget, allowed)).toThrow(
    expect.objectContaining({ code: "DF_CLI_USAGE", message: expect.stringContaining(reason) }),
  );
});

test("the embedded backend is not announced", () => {
  const print = vi.spyOn(process.stderr, "write");
  expect(consentedRules(undefined, [])).toEqual({ backend: "embedded" });
  expect(print).not.toHaveBeenCalled();
  print.mockRestore();
});

test.each([
  ["lab", ["911", "933"], ["911", "911"], "911"],
  ["live", ["933"], [], "none"],
])("a %s target is announced with what may be dialled on it, and by whom", (kind, allow, allowed, shown) => {
  const lines: string[] = [];
  const print = vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  const rules = consentedRules(target(kind, allow), allowed);
  print.mockRestore();

  const consent = { by: userInfo().username, at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) };
  expect(rules).toMatchObject({ backend: "external", allowed: [...new Set(allowed)], consent });
  const text = lines.join("");
  expect(text).toContain(`Target 192.0.2.1:5060, ${kind}: of the test`);
  expect(text).toContain(`may be dialled: ${shown}\n`);
  expect(text).toContain(`consent: ${consent.by}, 2`);
});
