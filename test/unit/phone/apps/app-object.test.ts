import fc from "fast-check";
import { expect, test } from "vitest";
import { parseApp } from "../../../../sim/phone/apps/app-object.js";

const base = "http://127.0.0.1:8080/apps/login?flow=1";

test("own softkeys replace those of the kind, and addresses may be relative", () => {
  const app = parseApp(
    `<TextMenu Beep="yes"><Title> Pick </Title>
      <MenuItem><Prompt>One</Prompt><URI>pick?item=1</URI></MenuItem>
      <MenuItem><Prompt>Two</Prompt><URI>SoftKey:Exit</URI></MenuItem>
      <SoftKey index="1"><Label>More</Label><URI>/more</URI></SoftKey>
      <SoftKey index="2"><URI>/no-label</URI></SoftKey></TextMenu>`,
    base,
  );
  expect(app).toEqual({
    ok: true,
    object: {
      kind: "screen",
      beep: true,
      screen: {
        kind: "menu",
        title: "Pick",
        items: [
          { prompt: "One", uri: "http://127.0.0.1:8080/apps/pick?item=1" },
          { prompt: "Two", uri: "SoftKey:Exit" },
        ],
        selected: 0,
        timeoutMs: undefined,
        softkeys: [{ label: "More", uri: "http://127.0.0.1:8080/more" }],
      },
    },
  });
});

test("commands come in their order", () => {
  const app = parseApp(
    `<Execute><ExecuteItem URI="Command:Provision"/><ExecuteItem/><ExecuteItem URI="Command:Reboot"/></Execute>`,
    base,
  );
  expect(app.ok && app.object).toEqual({
    kind: "execute",
    uris: ["Command:Provision", "", "Command:Reboot"],
    beep: false,
  });
});

test("a default stands in its field", () => {
  const app = parseApp(
    `<InputScreen><URL>/s</URL><InputField type="string"><Parameter>e</Parameter><Default>1001</Default></InputField></InputScreen>`,
    base,
  );
  expect(app.ok && app.object).toMatchObject({
    screen: { fields: [{ parameter: "e", value: "1001", masked: false, numeric: false }] },
  });
});

test.each([
  ["45", 45_000],
  ["0.5", 500],
  ["0", undefined],
  ["", undefined],
  ["-1", undefined],
  ["soon", undefined],
  ["1e9", undefined],
  ["999999999", 36_000_000],
])("a time-out of %o seconds", (seconds, timeoutMs) => {
  for (const text of [
    `<TextScreen Timeout="${seconds}"><Text>x</Text></TextScreen>`,
    `<TextMenu Timeout="${seconds}"><MenuItem><Prompt>One</Prompt></MenuItem></TextMenu>`,
    `<InputScreen Timeout="${seconds}"><URL>/s</URL><InputField/></InputScreen>`,
  ]) {
    const app = parseApp(text, base);
    expect(app.ok && app.object).toMatchObject({ screen: { timeoutMs } });
  }
});

test.each([
  ["2", 1],
  ["1", 0],
  ["9", 1],
  ["0", 0],
  ["x", 0],
])("a menu with defaultIndex %o begins at its item %i from 0", (index, selected) => {
  const items = "<MenuItem><Prompt>One</Prompt></MenuItem><MenuItem><Prompt>Two</Prompt></MenuItem>";
  const app = parseApp(`<TextMenu defaultIndex="${index}">${items}</TextMenu>`, base);
  expect(app.ok && app.object).toMatchObject({ screen: { selected } });
});

test.each(["Directory", "Status", "FormattedTextScreen", "ImageScreen", "Configuration", "ImageMenu", "x"])(
  "the object %s gets a message",
  (name) => {
    expect(parseApp(`<${name}/>`, base)).toEqual({
      ok: false,
      reason: `the phone does not know the object ${name}`,
    });
  },
);

const tags = [
  "TextMenu",
  "TextScreen",
  "InputScreen",
  "Execute",
  "MenuItem",
  "Prompt",
  "URI",
  "URL",
  "InputField",
];
const node: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc
      .tuple(fc.constantFrom(...tags), fc.constantFrom("", ' Beep="yes"', ' URI="x:"'), fc.array(tie("node")))
      .map(([tag, attribute, children]) => `<${tag}${attribute}>${children.join("")}</${tag}>`),
  ),
})).node;

test("no answer makes reading throw", () => {
  fc.assert(
    fc.property(node, (text) => void parseApp(text, base)),
    { numRuns: 150 },
  );
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => void parseApp(text, base)));
});
