import { expect, test } from "vitest";
import { droppedKeys } from "../../../../sim/scenario/expectations/dropped-keys.js";
import { keyTypes } from "../../../../sim/scenario/expectations/key-types.js";
import { keyValues } from "../../../../sim/scenario/expectations/key-values.js";
import { keys } from "../../../../sim/scenario/expectations/keys.js";
import { checkMapping } from "../../../../sim/scenario/expectations/mapping.js";
import { screen } from "../../../../sim/scenario/expectations/screen.js";
import { setting } from "../../../../sim/scenario/expectations/setting.js";
import type { LineKeyView, ScreenView } from "../../../../sim/transcript/handset-state.js";
import { configOf, judged, phoneAfter } from "../phone-events.js";

const key = (number: number, type: string, label: string): LineKeyView => ({
  key: number,
  type,
  label,
  value: "",
});
const withKeys = (...keys: LineKeyView[]) => phoneAfter(configOf("1001", { keys }));

test("keys are named by what they show, exactly, up to the last that is set", () => {
  const evidence = withKeys(key(1, "line", "Line"), key(2, "app-login", "Login"), key(3, "none", ""));
  expect(judged(keys, ["Line", "Login"], evidence).met).toBe(true);
  for (const sloppy of [
    ["line", "Login"],
    ["Line", "app-login"],
    ["Line", "LOGIN"],
  ]) {
    expect(judged(keys, sloppy, evidence).met).toBe(false);
  }
  expect(judged(keys, ["Login", "Line"], evidence)).toEqual({
    met: false,
    expected: "line keys Login, Line",
    seen: "line keys Line, Login",
  });
  expect(judged(keys, ["Line"], evidence).met).toBe(false);
  expect(judged(keys, ["Line", "Login", "Logout"], evidence).met).toBe(false);
  expect(judged(keys, [], phoneAfter()).met).toBe(true);
});

test("types of keys are compared apart from their labels", () => {
  const evidence = withKeys(key(1, "line", "Alice"), key(3, "app-login", "In"));
  expect(judged(keyTypes, ["line", "none", "app-login"], evidence).met).toBe(true);
  expect(judged(keyTypes, ["line", "app-login"], evidence)).toEqual({
    met: false,
    expected: "types of line keys line, app-login",
    seen: "types of line keys line, none, app-login",
  });
});

test("an unset key between two others has its place", () => {
  const evidence = withKeys(key(1, "line", "Line"), key(3, "app-login", "Login"));
  expect(judged(keys, ["Line", "none", "Login"], evidence).met).toBe(true);
  expect(judged(keys, ["Line", "Login"], evidence).met).toBe(false);
});

test("what was dropped is that of the last configuration, each key by its whole label", () => {
  const dropped = [
    "account 2: the CIP230 has 1",
    "line key 21 (Desk 21): the CIP230 has 20",
    "line key 22 (Logout): the CIP230 has 20",
  ];
  const evidence = phoneAfter(
    configOf("1001", { dropped }),
    configOf("1001", { outcome: "kept", dropped: [] }),
  );
  expect(judged(droppedKeys, 3, evidence).met).toBe(true);
  expect(judged(droppedKeys, ["account 2", "Desk 21", "Logout"], evidence).met).toBe(true);
  for (const wrong of [
    ["account 2", "Logout", "Desk 21"],
    ["account 2", "Desk 2", "Logout"],
    ["", "", ""],
  ]) {
    expect(judged(droppedKeys, wrong, evidence).met).toBe(false);
  }
  expect(judged(droppedKeys, 0, evidence)).toMatchObject({
    met: false,
    seen: expect.stringContaining("Logout"),
  });
});

test("a phone that never had a configuration dropped nothing that could be expected", () => {
  expect(judged(droppedKeys, 0, phoneAfter())).toEqual({
    met: false,
    expected: "dropped 0 keys",
    seen: "no configuration yet",
  });
});

test("only settings that are named count", () => {
  const evidence = phoneAfter(configOf("1001", { settings: { "time-zone": "-6", background: "a.png" } }));
  expect(judged(setting, { "time-zone": "-6" }, evidence).met).toBe(true);
  expect(judged(setting, { "time-zone": "-5", "ring-tone": "1" }, evidence)).toEqual({
    met: false,
    expected: "settings time-zone -5, ring-tone 1",
    seen: "settings time-zone -6, ring-tone unset",
  });
});

test("null is a setting that is not set", () => {
  const evidence = phoneAfter(configOf("1001", { settings: { "time-zone": "-6" } }));
  expect(judged(setting, { "time-zone": "-6", background: null }, evidence).met).toBe(true);
  expect(judged(setting, { "time-zone": null }, evidence)).toEqual({
    met: false,
    expected: "settings time-zone unset",
    seen: "settings time-zone -6",
  });
});

test("values of keys stand in the places of the keys", () => {
  const login = { ...key(2, "app-login", "Login"), value: "http://127.0.0.1:1/apps/login" };
  const desk = { ...key(4, "speed-dial", "Desk"), value: "1500" };
  const evidence = withKeys(key(1, "line", "1001"), login, desk);
  expect(judged(keyValues, ["none", "none", "none", "1500"], evidence).met).toBe(true);
  expect(judged(keyValues, ["none", "1500"], evidence)).toEqual({
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
  expect(judged(screen, { kind: "menu" }, evidence).met).toBe(true);
  expect(judged(screen, { title: "Template", items: ["EST Default", "CST Default"] }, evidence).met).toBe(
    true,
  );
  expect(judged(screen, { items: ["CST Default", "EST Default"] }, evidence)).toEqual({
    met: false,
    expected: "screen: items CST Default, EST Default",
    seen: 'screen: menu "Template", items EST Default, CST Default',
  });
  expect(judged(screen, { text: "x" }, evidence).met).toBe(false);
  expect(judged(screen, { fields: ["Extension"] }, evidence).met).toBe(false);
  // A list has no fields at all, which is not the same as a form without any.
  expect(judged(screen, { fields: [] }, evidence).met).toBe(false);
  expect(judged(screen, { values: [] }, evidence).met).toBe(false);
});

test("what stands in the fields of a form is compared in order", () => {
  const field = (prompt: string, value: string) => ({ prompt, value, parameter: "p", masked: false });
  const fields = [field("Extension", "1008"), field("Voicemail Password", "")];
  const form: ScreenView = { kind: "form", title: "Login", fields, focused: 0, softkeys: ["Submit"] };
  const evidence = phoneAfter({ type: "screen", screen: form });
  expect(judged(screen, { values: ["1008", ""] }, evidence).met).toBe(true);
  expect(judged(screen, { values: ["", ""] }, evidence)).toEqual({
    met: false,
    expected: 'screen: values "", ""',
    seen: 'screen: form "Login", fields Extension "1008", Voicemail Password ""',
  });
});

test("a mapping is compared field by field, and its absence is something to expect", () => {
  const mapping = {
    mac: "001fc1a1b2c3",
    model: "CIP270",
    extension: "1001",
    role: "user",
    template: "EST Default",
    layout: "user-270",
    active: true,
  } as const;
  expect(checkMapping("none", undefined).met).toBe(true);
  expect(checkMapping("none", mapping)).toMatchObject({
    met: false,
    seen: "mapping extension 1001, template EST Default, layout user-270, active",
  });
  expect(checkMapping({ extension: "1001" }, mapping).met).toBe(true);
  expect(checkMapping({ extension: "1001", active: false }, mapping).met).toBe(false);
  expect(checkMapping({}, undefined)).toMatchObject({ met: false, seen: "no mapping" });
});
