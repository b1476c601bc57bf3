import fc from "fast-check";
import { expect, test } from "vitest";
import { lineKeyTypes } from "../../../sim/model/profile/profile.js";
import { actionOf, defaultLabel } from "../../../sim/phone/line-keys.js";

const nobody = { dialled: undefined, caller: undefined };
const press = (type: string, value = "", recent: Parameters<typeof actionOf>[1] = nobody) =>
  actionOf({ key: 1, type, label: "", value }, recent);

test.each([
  ["speed-dial", "1002", "1002"],
  ["blf", "1002", "1002"],
  ["voicemail", "", "*97"],
  ["voicemail", "*98", "*98"],
  ["direct-pickup", "1002", "**1002"],
  ["direct-pickup", "**1002", "**1002"],
  ["group-pickup", "", "*8"],
  ["group-pickup", "7", "*8"],
  ["park", "70", "70"],
  ["intercom", "1002", "*801002"],
  ["intercom", "*801002", "*801002"],
])("a %s key with %o dials %s", (type, value, number) => {
  expect(press(type, value)).toEqual({ kind: "dial", number });
});

test("Redial and Call Return go to whom the phone remembers", () => {
  const recent = { dialled: "1002", caller: "1003" };
  expect(press("redial", "", recent)).toEqual({ kind: "dial", number: "1002" });
  expect(press("call-return", "", recent)).toEqual({ kind: "dial", number: "1003" });
});

test.each([
  ["speed-dial", "", "the key has no number"],
  ["intercom", "", "the key has no number"],
  ["app-url", "", "the key has no address"],
  ["redial", "", "nothing was dialled yet"],
  ["call-return", "", "there was no call yet"],
  ["prefix", "9", "a prefix waits for a number from the keypad: dial 9 and the number as one"],
  ["forward", "1002", "the key is shown, but Forward is not simulated"],
  ["network-directories", "", "the key is shown, but Directories is not simulated"],
  ["type 99", "", "keys of type 99 are not known"],
  ["constructor", "", "keys of constructor are not known"],
])("a %s key with %o does nothing and says why", (type, value, reason) => {
  expect(press(type, value)).toEqual({ kind: "none", reason });
});

test.each(["app-login", "app-logout", "app-url"])("a %s key opens its address", (type) => {
  expect(press(type, "http://pbx.example.test/app")).toEqual({
    kind: "app",
    url: "http://pbx.example.test/app",
  });
});

test("a Line key takes the phone off hook, DND turns calls away", () => {
  expect(press("line")).toEqual({ kind: "line" });
  expect(press("dnd")).toEqual({ kind: "do-not-disturb" });
});

test("only keys that reach somebody are shown by their value", () => {
  expect(defaultLabel("speed-dial", "1002")).toBe("1002");
  expect(defaultLabel("speed-dial", "")).toBe("Speed Dial");
  expect(defaultLabel("app-url", "http://pbx.example.test/app")).toBe("App");
  expect(defaultLabel("voicemail", "*97")).toBe("Voicemail");
  expect(defaultLabel("type 99", "x")).toBe("x");
});

test("every key of every type does something or says why not", () => {
  const key = fc.record({
    type: fc.oneof(fc.constantFrom(...lineKeyTypes), fc.string()),
    value: fc.string(),
  });
  fc.assert(
    fc.property(key, ({ type, value }) => {
      const action = press(type, value);
      if (action.kind === "none") expect(action.reason).not.toBe("");
      if (action.kind === "dial") expect(action.number).not.toBe("");
      if (action.kind === "app") expect(action.url).not.toBe("");
    }),
  );
});
