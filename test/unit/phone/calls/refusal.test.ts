import { expect, test } from "vitest";
import { refusalOf } from "../../../../sim/phone/calls/refusal.js";
import type { SipRequest } from "../../../../sim/sip/message/message.js";

const request = (
  method: string,
  headers: [string, string][] = [],
  uri = "sip:1001@127.0.0.1",
): SipRequest => ({
  kind: "request",
  method,
  uri,
  headers: [
    ...headers,
    ...(headers.some(([name]) => name === "To") ? [] : [["To", "<sip:1001@pbx>"] as const]),
  ].map(([name, value]) => ({ name, value })),
  body: "",
});

const known = { known: true, extension: "1001" };
const stranger = { known: false, extension: "1001" };

test.each([
  ["ACK", [], stranger, undefined],
  ["CANCEL", [], stranger, 481],
  ["CANCEL", [], known, undefined],
  ["BYE", [["To", "<sip:a@b>;tag=t"]], stranger, 481],
  ["BYE", [["To", "<sip:a@b>;tag=t"]], known, undefined],
  ["BYE", [], known, 481],
  ["INVITE", [["Contact", "<sip:a@b>"]], stranger, undefined],
  ["INVITE", [], stranger, 400],
  ["INVITE", [["Contact", "<sip:a@b>"]], { known: false, extension: undefined }, 404],
  ["INVITE", [["Contact", "<sip:a@b>"]], { known: false, extension: "1002" }, 404],
  ["INVITE", [["Contact", "*"]], stranger, 400],
  ["INVITE", [["Contact", "<tel:+12125550100>"]], stranger, 400],
  ["INVITE", [["Contact", "<tel:+12125550100>, <sip:a@b>"]], stranger, undefined],
  [
    "INVITE",
    [
      ["Contact", "<sip:a@b>"],
      ["To", "<sip:1001@pbx>;tag=t"],
    ],
    { known: true, extension: undefined },
    undefined,
  ],
  [
    "INVITE",
    [
      ["Contact", "<sip:a@b>"],
      ["Accept", ""],
    ],
    stranger,
    406,
  ],
  [
    "INVITE",
    [
      ["Contact", "<sip:a@b>"],
      ["Accept", "application/*"],
    ],
    stranger,
    undefined,
  ],
  ["REFER", [], stranger, 603],
  ["REFER", [], known, 603],
  ["MESSAGE", [], stranger, 405],
] as [string, [string, string][], { known: boolean; extension: string | undefined }, number | undefined][])(
  "%s with %j where %j is answered %s",
  (method, headers, context, status) => {
    expect(refusalOf(request(method, headers), context)?.status).toBe(status);
  },
);

test("a required extension is named in the refusal", () => {
  const invite = request("INVITE", [
    ["Contact", "<sip:a@b>"],
    ["Require", "100rel"],
    ["Require", "foo"],
  ]);
  expect(refusalOf(invite, stranger)).toEqual({
    status: 420,
    headers: [{ name: "Unsupported", value: "100rel, foo" }],
    reason: "it requires 100rel, foo",
  });
});

test.each([
  ["sip:10%231@127.0.0.1", "10#1"],
  ["sip:10#1@127.0.0.1", "10#1"],
  ["SIP:%31001@pbx_1;user=phone", "1001"],
])("%s is %s", (uri, extension) => {
  const invite = request("INVITE", [["Contact", "<sip:a@b>"]], uri);
  expect(refusalOf(invite, { known: false, extension })).toBeUndefined();
});
