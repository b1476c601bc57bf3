import { expect, test } from "vitest";
import { parseApp } from "../../../../sim/phone/apps/app-object.js";
import { redactBody } from "../../../../sim/phone/provisioning/redact.js";

const form = (attributes: string, parameter = "code") =>
  `<InputScreen><URL>http://h/</URL><InputField ${attributes}><Prompt>Code</Prompt>` +
  `<Parameter>${parameter}</Parameter><Default>4711</Default></InputField></InputScreen>`;

function maskedIn(text: string): boolean {
  const app = parseApp(text, "http://h/");
  if (!app.ok || app.object.kind !== "screen" || app.object.screen.kind !== "form") throw new Error(text);
  return app.object.screen.fields[0]?.masked === true;
}

test.each<[string, string?]>([
  ['password="yes"'],
  ['password="Yes"'],
  ['password="true"'],
  ['Password="yes"'],
  ['PASSWORD=" 1 "'],
  ["password='perhaps'"],
  ['password=""'],
  ['type="password"'],
  ['type="Password"'],
  ["", "pin"],
  ["", "user_PIN"],
  ["", "vm-password"],
])("K9: %s %s is a secret field, and its default is in no record", (attributes, parameter) => {
  expect(maskedIn(form(attributes, parameter))).toBe(true);
  expect(redactBody(form(attributes, parameter), new Set())).not.toContain("4711");
});

test.each<[string, string?]>([
  ["", "extension"],
  ['password="no"'],
  ['password="False"'],
  ['password="0"'],
  ["", "spin"],
])("K9: %s %s is none", (attributes, parameter) => {
  expect(maskedIn(form(attributes, parameter))).toBe(false);
  expect(redactBody(form(attributes, parameter), new Set())).toContain("4711");
});
