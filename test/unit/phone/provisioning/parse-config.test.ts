import fc from "fast-check";
import { expect, test } from "vitest";
import { parseConfig } from "../../../../sim/phone/provisioning/parse-config.js";
import { configFile } from "../support/config-file.js";

test("the number of a parameter counts, its name is a comment", () => {
  const file = `<?xml version="1.0" encoding="UTF-8"?>
    <hl_provision version="1"><config version="1">
      <P271 para="Account1_Active">1</P271>
      <P47 para="whatever">127.0.0.1:5060</P47>
      <P3 para="Name">Zoë &amp; Søn &lt;3</P3>
      <P35 para="User"/>
      <Account1_Name>ignored</Account1_Name>
    </config></hl_provision>`;
  const parsed = parseConfig(file);
  expect(parsed.ok && Object.fromEntries(parsed.parameters)).toEqual({
    3: "Zoë & Søn <3",
    35: "",
    47: "127.0.0.1:5060",
    271: "1",
  });
});

test("element names that JavaScript objects have anyway do no harm", () => {
  const parsed = parseConfig(
    "<hl_provision><config><constructor>1</constructor><__proto__>2</__proto__><toString/><P1>x</P1></config></hl_provision>",
  );
  expect(parsed.ok && Object.fromEntries(parsed.parameters)).toEqual({ 1: "x" });
});

test("of a repeated parameter the last counts", () => {
  const parsed = parseConfig("<hl_provision><config><P1>a</P1><P1>b</P1></config></hl_provision>");
  expect(parsed.ok && parsed.parameters.get(1)).toBe("b");
});

test("a file that was cut off anywhere is refused, never half taken", () => {
  const file = configFile({ 271: "1", 35: "1001", 47: "127.0.0.1:5060", 34: "long-enough-secret" });
  for (let length = 0; length < file.length; length++) {
    expect(parseConfig(file.slice(0, length)).ok, file.slice(0, length)).toBe(false);
  }
  expect(parseConfig(file).ok).toBe(true);
});

const piece = fc.oneof(
  fc.constantFrom(
    "<hl_provision>",
    "</hl_provision>",
    "<config>",
    "</config>",
    "<P1>",
    "</P1>",
    "<P2 para='x'/>",
  ),
  fc.constantFrom(
    "<_>",
    "</_>",
    "<$/>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "&a;",
    "&#0;",
    "<![CDATA[x]]>",
    "<?y?>",
  ),
  fc.string(),
);

test("no text makes reading throw", () => {
  fc.assert(
    fc.property(fc.array(piece), (pieces) => void parseConfig(pieces.join(""))),
    { numRuns: 150 },
  );
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => void parseConfig(text)));
});
