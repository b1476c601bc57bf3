import { expect, test } from "vitest";
import {
  checkDroppedKeys,
  checkKeys,
  checkKeyValues,
  checkSetting,
} from "../../../../sim/scenario/expectations/configuration.js";
import { checkMapping } from "../../../../sim/scenario/expectations/mapping.js";
import { checkScreen } from "../../../../sim/scenario/expectations/screen.js";
import type { LineKeyView, ScreenView } from "../../../../sim/transcript/handset-state.js";
import { configOf, phoneAfter } from "../phone-events.js";

const key = (number: number, type: string, label: string): LineKeyView => ({
  key: number,
  type,
  label,
  value: "",
});
const withKeys = (...keys: LineKeyView[]) => phoneAfter(configOf("1001", { keys }));

test("keys are compared in order, by label or by type, up to the last that is set", () => {
  const evidence = withKeys(key(1, "line", "1001"), key(2, "app-login", "Login"), key(3, "none", ""));
  expect(checkKeys(["line", "Login"], evidence).met).toBe(true);
  expect(checkKeys(["Line", "app-login"], evidence).met).toBe(true);
  expect(checkKeys(["1001", "Login"], evidence).met).toBe(true);
  expect(checkKeys(["Login", "line"], evidence)).toEqual({
    met: false,
    expected: "line keys Login, line",
    seen: "line keys 1001, Login",
  });
  expect(checkKeys(["line"], evidence).met).toBe(false);
  expect(checkKeys(["line", "Login", "Logout"], evidence).met).toBe(false);
  expect(checkKeys([], phoneAfter()).met).toBe(true);
});

test("an unset key between two others has its place", () => {
  const evidence = withKeys(key(1, "line", ""), key(3, "app-login", "Login"));
  expect(checkKeys(["line", "none", "Login"], evidence).met).toBe(true);
  expect(checkKeys(["line", "Login"], evidence).met).toBe(false);
});

test("what was dropped is that of the last configuration", () => {
  const evidence = phoneAfter(
    configOf("1001", { dropped: ["line key 21 Desk 21", "line key 22 Logout"] }),
    configOf("1001", { outcome: "kept", dropped: [] }),
  );
  expect(checkDroppedKeys(2, evidence).met).toBe(true);
  expect(checkDroppedKeys(["Desk 21", "Logout"], evidence).met).toBe(true);
  expect(checkDroppedKeys(["Logout", "Desk 21"], evidence).met).toBe(false);
  expect(checkDroppedKeys(0, evidence)).toMatchObject({
    met: false,
    seen: expect.stringContaining("Logout"),
  });
});

test("only settings that are named count", () => {
  const evidence = phoneAfter(configOf("1001", { settings: { "time-zone": "-6", background: "a.png" } }));
  expect(checkSetting({ "time-zone": "-6" }, evidence).met).toBe(true);
  expect(checkSetting({ "time-zone": "-5", "ring-tone": "1" }, evidence)).toEqual({
    met: false,
    expected: "settings time-zone -5, ring-tone 1",
    seen: "settings time-zone -6, ring-tone unset",
  });
});

test("null is a setting that is not set", () => {
  const evidence = phoneAfter(configOf("1001", { settings: { "time-zone": "-6" } }));
  expect(checkSetting({ "time-zone": "-6", background: null }, evidence).met).toBe(true);
  expect(checkSetting({ "time-zone": null }, evidence)).toEqual({
    met: false,
    expected: "settings time-zone unset",
    seen: "settings time-zone -6",
  });
});

test("values of keys stand in the places of the keys", () => {
  const login = { ...key(2, "app-login", "Login"), value: "http://127.0.0.1:1/apps/login" };
  const desk = { ...key(4, "speed-dial", "Desk"), value: "1500" };
  const evidence = withKeys(key(1, "line", "1001"), login, desk);
  expect(checkKeyValues(["none", "none", "none", "1500"], evidence).met).toBe(true);
  expect(checkKeyValues(["none", "1500"], evidence)).toEqual({
    met: false,
    expected: "values of line keys none, 1500",
    seen: "values of line keys none, none, none, 1500",
  });
});

test("of a screen only what is named is compared", () => {
  const menu: ScreenView = {
    kind: "menu",
    title: "Template",
    items: ["EST Default", "CST Default"],
    selected: 0,
    softkeys: ["Select"],
  };
  const evidence = phoneAfter({ type: "screen", screen: menu });
  expect(checkScreen({ kind: "menu" }, evidence).met).toBe(true);
  expect(checkScreen({ title: "Template", items: ["EST Default", "CST Default"] }, evidence).met).toBe(true);
  expect(checkScreen({ items: ["CST Default", "EST Default"] }, evidence)).toEqual({
    met: false,
    expected: "screen: items CST Default, EST Default",
    seen: 'screen: menu "Template", items EST Default, CST Default',
  });
  expect(checkScreen({ text: "x" }, evidence).met).toBe(false);
  expect(checkScreen({ fields: ["Extension"] }, evidence).met).toBe(false);
});

test("what stands in the fields of a form is compared in order", () => {
  const field = (prompt: string, value: string) => ({ prompt, value, parameter: "p", masked: false });
  const fields = [field("Extension", "1008"), field("Voicemail Password", "")];
  const form: ScreenView = { kind: "form", title: "Login", fields, focused: 0, softkeys: ["Submit"] };
  const evidence = phoneAfter({ type: "screen", screen: form });
  expect(checkScreen({ values: ["1008", ""] }, evidence).met).toBe(true);
  expect(checkScreen({ values: ["", ""] }, evidence)).toEqual({
    met: false,
    expected: 'screen: values "", ""',
    seen: 'screen: form "Login", fields Extension "1008", Voicemail Password ""',
  });
});

test("a mapping is compared field by field, and its absence is something to expect", () => {
  const evidence = phoneAfter();
  const mapping = {
    mac: "001fc1a1b2c3",
    model: "CIP270",
    extension: "1001",
    role: "user",
    template: "EST Default",
    layout: "user-270",
    active: true,
  } as const;
  expect(checkMapping("none", evidence).met).toBe(true);
  expect(checkMapping("none", { ...evidence, mapping })).toMatchObject({
    met: false,
    seen: "mapping extension 1001, template EST Default, layout user-270, active",
  });
  expect(checkMapping({ extension: "1001" }, { ...evidence, mapping }).met).toBe(true);
  expect(checkMapping({ extension: "1001", active: false }, { ...evidence, mapping }).met).toBe(false);
  expect(checkMapping({}, evidence)).toMatchObject({ met: false, seen: "no mapping" });
});
