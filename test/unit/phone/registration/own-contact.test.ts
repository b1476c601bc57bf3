import fc from "fast-check";
import { expect, test } from "vitest";
import { readBindings } from "../../../../sim/phone/registration/own-contact.js";

const own = {
  user: "9000",
  local: { host: "127.0.0.9", port: 5060 },
  uri: "sip:9000@127.0.0.9:5060",
};
const plainVia = "Via: SIP/2.0/UDP 127.0.0.9:5060;rport=5060;received=127.0.0.9;branch=z9hG4bKdf.1";

function head(lines: readonly string[], via = plainVia): string {
  return ["SIP/2.0 200 OK", via, "CSeq: 2 REGISTER", ...lines].join("\r\n");
}

function read(lines: readonly string[], via?: string) {
  return readBindings(head(lines, via), own, 900);
}

const foreign = (count: number) =>
  Array.from({ length: count }, (_, index) => `<sip:9000@127.0.1.${index}:5060>;expires=100`);

// proves: F-35
test.each([0, 100, 199])("the own contact at place %i of 200, on 200 lines and on one", (place) => {
  const values = foreign(199);
  values.splice(place, 0, `<${own.uri}>;expires=299`);
  const expected = { contacts: 200, isBound: true, expiresSeconds: 299 };
  expect(read(values.map((value) => `Contact: ${value}`))).toEqual(expected);
  expect(read([`Contact: ${values.join(", ")}`])).toEqual(expected);
  expect(read([`m:${values.join(",\r\n ")}`])).toEqual(expected);
});

test.each([
  ["Contact: <sip:9000@127.0.0.9:5060>;expires=60", 60],
  // K20: equal by RFC 3261 §19.1.4.
  ["Contact: <SIP:9000@127.0.0.9:5060>;expires=60", 60],
  ["Contact: <Sip:%39000@127.0.0.9:5060;x=1>;expires=60", 60],
  ["Contact: sIP:9000@127.0.0.9:5060;expires=60", 60],
  ["Contact: Büro <SIP:9000@127.0.0.9:5060>;expires=60;", 60],
  ['Contact: <sip:9000@127.0.0.9:5060>;expires="60"', 60],
  ["Contact: <sip:9000@127.0.0.9:5060>;q=0.5;Expires = 60", 60],
  ["CONTACT : <sip:9000@127.0.0.9:5060;transport=udp;line=abc>;expires=60", 60],
  ["m: sip:9000@127.0.0.9:5060;expires=60", 60],
  ['Contact: "Lobby, the \\"big\\" one" <sip:9000@127.0.0.9:5060>;x="a,b;expires=9";expires=60', 60],
  ["Contact:\r\n <sip:9000@127.0.0.9:5060>\r\n\t;expires=60", 60],
  ["Contact: <sip:9000@127.0.0.9:5060>;expires=4294967295", 86_400],
  ["Contact: <sip:9000@127.0.0.9:5060>;expires=99999999999999999999999", 86_400],
  ["Contact: <sip:9000@127.0.0.9:5060>;expires=soon", 900],
  ["Contact: <sip:9000@127.0.0.9:5060>", 900],
  ["Contact: <sip:9000@127.0.0.9:5060>\r\nExpires: 120", 120],
  ["Expires: 120\r\nContact: <sip:9000@127.0.0.9:5060>;expires=60", 60],
  [
    "Contact: <sip:9000@127.0.0.8:5060>;expires=7, <sip:9000@127.0.0.9:5060>, <sip:9000@127.0.0.7:5060>;expires=8",
    900,
  ],
])("%j grants %i s", (lines, expiresSeconds) => {
  expect(read([lines])).toMatchObject({ isBound: true, expiresSeconds });
});

test.each([
  ["no contact at all", "Expires: 60"],
  ["taken away", "Contact: <sip:9000@127.0.0.9:5060>;expires=0"],
  ["a port that begins like ours", "Contact: <sip:9000@127.0.0.9:50600>;expires=60"],
  ["a user in other letters", "Contact: <sip:9000A@127.0.0.9:5060>;expires=60"],
  ["a secure contact", "Contact: <sips:9000@127.0.0.9:5060>;expires=60"],
  ["a user that ends like ours", "Contact: <sip:19000@127.0.0.9:5060>;expires=60"],
  ["another phone's", "Contact: <sip:9000@127.0.0.8:5060>;expires=60"],
  ["in another header", "P-Associated-URI: <sip:9000@127.0.0.9:5060>;expires=60"],
  ["in another folded header", "X-Contact: a,\r\n <sip:9000@127.0.0.9:5060>;expires=60"],
  [
    "in a display name",
    'Contact: "<sip:9000@127.0.0.9:5060>;expires=60" <sip:9000@127.0.0.8:5060>;expires=60',
  ],
])("not bound: %s", (_, lines) => {
  expect(read([lines])).toMatchObject({ isBound: false });
});

// proves: F-49
test("a registrar that stores where it saw us come from (rewrite_contact, NAT)", () => {
  const via = "Via: SIP/2.0/UDP 127.0.0.9:5060;received=10.0.0.5;rport=6213;branch=z9hG4bKdf.1";
  const lines = [
    "Contact: <sip:9000@10.0.0.5:6214>;expires=10",
    "Contact: <sip:9000@10.0.0.5:6213>;expires=60",
  ];
  expect(read(lines, via)).toEqual({ contacts: 2, isBound: true, expiresSeconds: 60 });
});

test("behind NAT the only contact with our user is ours, one of two is not", () => {
  const via = "Via: SIP/2.0/UDP 127.0.0.9:5060;received=10.0.0.5;rport=6213;branch=z9hG4bKdf.1";
  expect(read(["Contact: <sip:9000@pbx.example:1>;expires=60"], via)).toMatchObject({ isBound: true });
  expect(read(["Contact: <SIP:9000@PBX.example>;expires=60"], via)).toMatchObject({ isBound: true });
  expect(read(["Contact: <sip:9000@a:1>;expires=60, <sip:9000@b:1>;expires=60"], via)).toMatchObject({
    contacts: 2,
    isBound: false,
  });
});

test("no text makes it throw or take for ours what does not name us", () => {
  const part = fc.constantFrom(
    "Contact:",
    "\r\n",
    "\n ",
    "<",
    ">",
    ";expires=",
    "60",
    '"',
    ",",
    own.uri,
    "sip:9000@",
    "\\",
    "Via: ",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 20 }), (parts) => {
      const text = parts.join("");
      const { isBound, expiresSeconds, contacts } = readBindings(text, own, 900);
      expect(contacts).toBeGreaterThanOrEqual(0);
      expect(expiresSeconds).toBeLessThanOrEqual(86_400);
      if (isBound) expect(text.toLowerCase()).toContain("sip:9000@");
    }),
  );
});
