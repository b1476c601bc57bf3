import fc from "fast-check";
import { expect, test } from "vitest";
import { asteriskConfig } from "../../../../../sim/backend/asterisk/export/asterisk-config.js";
import type { Setup } from "../../../../../sim/model/setup/setup.js";
import { sampleSetup } from "../../sample-setup.js";
import { conf, options } from "./exported.js";

/** Names and secrets of whoever wrote the setup; one that was not read from a file may hold anything. */
function setupOf(text: string): Setup {
  const setup = sampleSetup((input) => {
    input.extensions["1001"] = {
      name: "NAME",
      secret: "SECRET",
      "outbound-cid": "NAME <2125550101>",
      voicemail: { pin: "1" },
    };
    input.trunks = { TRUNK: { "far-end": "psap", "caller-id": "NAME <2125550102>" } };
    input.routes = [
      {
        name: "ROUTE",
        patterns: ["9."],
        trunk: "TRUNK",
        password: "PASSWORD",
        "caller-id": { number: "NAME <2125550103>" },
      },
    ];
  });
  const written = JSON.stringify({ ...setup, setup: "NAME" });
  const inside = JSON.stringify(text).slice(1, -1);
  const named = JSON.stringify(text.replaceAll(/["<>]/g, "")).slice(1, -1);
  return JSON.parse(
    written
      .replaceAll(/NAME (?=<)/g, () => `${named} `)
      .replaceAll(/"(?:NAME|SECRET|TRUNK|ROUTE|PASSWORD)"/g, () => `"${inside}"`),
  ) as Setup;
}

/** What Asterisk makes of the files: sections, settings, included files; the values aside. */
function shapeOf(setup: Setup): object {
  return asteriskConfig(setup, options).map(({ name, text }) => {
    const { sections, directives } = conf(text);
    const settings = sections.map((section) => [section.name, ...section.entries.map(({ key }) => key)]);
    return [name, settings, directives.map(({ key, value }) => [key, value])];
  });
}

const hostile = [
  "\n[evil]\ntype = endpoint",
  "\r\n#exec /bin/sh",
  "\u2028exten => 911,1,Hangup()",
  ";-- all that follows",
  "--; x ;--",
  "a\\",
  '\\";"\\',
  ">x",
  "=> x",
  "${SHELL(id)}$[1+1]",
  "),Hangup(",
  "$".repeat(2_000),
  ";".repeat(9_000),
];
const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.array(fc.constantFrom(...hostile, "x", " "), { maxLength: 4 }).map((parts) => parts.join("")),
);

test("whatever a setup calls its things, the files have the same sections and settings", () => {
  const plain = shapeOf(setupOf("plain"));
  fc.assert(
    fc.property(text, (given) => {
      expect(shapeOf(setupOf(given))).toEqual(plain);
    }),
  );
});

test("a text comes out as it went in", () => {
  const given = 'A; "b" \\ ,c = >d (e) --; #x';
  const files = new Map(asteriskConfig(setupOf(given), options).map((file) => [file.name, file.text]));
  const settingIn = (file: string, section: string, setting: string): string | undefined =>
    conf(files.get(file) ?? "")
      .sections.find(({ name }) => name === section)
      ?.entries.find(({ key }) => key === setting)?.value;
  expect(settingIn("pjsip.auth.conf", "1001-auth", "password")).toBe(given);
  expect(settingIn("pjsip.endpoint.conf", "1001", "callerid")).toBe(
    '"A; \\"b\\" \\\\ ,c = >d (e) --; #x" <1001>',
  );
  expect(settingIn("voicemail.conf", "default", "1001")).toBe(`1,${given.replaceAll(",", "")}`);
  expect(files.get("extensions.conf")).toContain(
    'Set(PJSIP_HEADER(add,X-Trunk)=A\\; "b" \\ ,c = >d (e) --\\; #x)',
  );
});

test("what Asterisk would put a variable in the place of is written in another way", () => {
  const files = asteriskConfig(setupOf("${SHELL(id)} $[1+1] $x"), options);
  const plan = files.find(({ name }) => name === "extensions.conf")?.text ?? "";
  expect(plan).toContain("X-Trunk)=${DOLLAR}{SHELL(id)} ${DOLLAR}[1+1] ${DOLLAR}x)");
  expect(plan.replaceAll(/^;.*$/gm, "")).not.toContain("${SHELL");
});
