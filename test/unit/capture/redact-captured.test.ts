import { describe, expect, test } from "vitest";
import {
  redactAddress,
  redactForm,
  redactHeader,
  redactText,
  secretFieldsOf,
  typedIn,
} from "../../../sim/capture/redact-captured.js";

const known = { parameters: new Set([34]), fields: new Set(["code"]) };

describe("what hides a secret", () => {
  test.each([
    ["a P-value of the profile", "<P34>s3cret</P34><P35>1001</P35>", "<P34>•••</P34><P35>1001</P35>"],
    ["an element that says so", "<sip_password>s3cret</sip_password>", "<sip_password>•••</sip_password>"],
    ["an attribute", '<account user="1001" password="s3cret"/>', '<account user="1001" password="•••"/>'],
    [
      "a line of a file",
      "account.1.user = 1001\naccount.1.password = s3cret",
      "account.1.user = 1001\naccount.1.password = •••",
    ],
    [
      "a line as people write it",
      "Voicemail Password: 2580\nName: Ann",
      "Voicemail Password: •••\nName: Ann",
    ],
    ["a P-value in a line", "P34=s3cret\nP35=1001", "P34=•••\nP35=1001"],
    ["JSON", '{"user":"1001","sipPassword":"s3 \\"cret","n":1}', '{"user":"1001","sipPassword":"•••","n":1}'],
    ["a number in JSON", '{"pin":2580,"n":1}', '{"pin":"•••","n":1}'],
    [
      "an HTML form",
      '<input name="pin" value="s3cret"><input name=a value=b>',
      '<input name="pin" value="•••"><input name=a value=b>',
    ],
    [
      "an HTML field for passwords",
      "<input type=password name=x value=s3cret>",
      '<input type=password name=x value="•••">',
    ],
    [
      "the query of a link",
      '<a href="/apps?user=1&amp;code=s3cret">',
      '<a href="/apps?user=1&amp;code=•••">',
    ],
    [
      "the default of a field",
      '<InputField type="password"><Parameter>x</Parameter><Default>s3cret</Default></InputField>',
      '<InputField type="password"><Parameter>x</Parameter><Default>•••</Default></InputField>',
    ],
  ])("%s", (_what, text, clean) => {
    expect(redactText(text, known)).toBe(clean);
    expect(redactText(clean, known)).toBe(clean);
  });

  test("a form and an address, by the names of their fields and by what the forms have said", () => {
    expect(redactForm("extension=1001&pin=2580&code=77&x=1", known)).toBe(
      "extension=1001&pin=•••&code=•••&x=1",
    );
    expect(redactAddress("http://pbx/apps/login?ext=1001&vm%5Fpassword=2580#x", known)).toBe(
      "http://pbx/apps/login?ext=1001&vm%5Fpassword=•••#x",
    );
    expect(redactAddress("http://user:s3cret@pbx/a", known)).toBe("http://user:•••@pbx/a");
  });

  test.each([
    ["authorization", "Basic dXNlcjpwYXNz", "Basic •••"],
    ["authorization", "token", "•••"],
    [
      "authorization",
      'Digest username="1001", nonce="n", response="0123456789abcdef", uri="/x"',
      'Digest username="1001", nonce="n", response="•••", uri="/x"',
    ],
    ["cookie", "a=1; session=s3cret", "a=•••; session=•••"],
    ["set-cookie", "session=s3cret; Path=/", "session=•••; Path=/"],
    ["x-device-password", "s3cret", "•••"],
    ["location", "http://pbx/x?pin=2580", "http://pbx/x?pin=•••"],
    ["user-agent", "ClearlyIP CIP270 2.42 00:1f:c1:00:00:01", "ClearlyIP CIP270 2.42 00:1f:c1:00:00:01"],
  ])("the header %s: %s", (name, value, clean) => {
    expect(redactHeader(name, value, known)).toBe(clean);
  });
});

test("the fields of a form that hold secrets, whatever they are called", () => {
  expect(
    secretFieldsOf(
      '<InputField password="yes"><Prompt>Code</Prompt><Parameter>Geheim</Parameter></InputField>' +
        "<InputField><Prompt>Voicemail Password</Prompt><Parameter>vm</Parameter></InputField>" +
        "<InputField><Prompt>Extension</Prompt><Parameter>ext</Parameter></InputField>" +
        '<input type="password" name="z"><input name="q">',
    ),
  ).toEqual(["geheim", "vm", "z"]);
});

test("what was typed is told apart", () => {
  expect(typedIn("?extension=1001&code=25%2F80&pin=", known)).toEqual({
    secrets: ["25/80", ""],
    others: ["1001"],
  });
});

test.each(["a", " ", '"', "<input ", "<InputField ", "pin", "&pin", '"a":', "a=", ";", "\\", "P34=\n", " a"])(
  "the time that %j takes many times over is in proportion to it",
  (part) => {
    // With a time that grows by the square this would take minutes, and the test its time-out.
    const text = part.repeat(300_000 / part.length);
    expect(redactText(text, known).length).toBeGreaterThan(0);
    expect(redactForm(text, known).length).toBeGreaterThan(0);
    expect(redactAddress(`/a?${text.slice(0, 16_000)}`, known).length).toBeGreaterThan(0);
    expect(secretFieldsOf(text)).toBeDefined();
  },
);
