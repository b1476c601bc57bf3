import fc from "fast-check";
import { quote } from "../../sim/sip/message/characters.js";

/**
 * What RFC 3261 §25.1 allows, and what is written beside it in the field. Not all of it is accepted by our parser:
 * ask it (`parseMessage`) where a test is about what is.
 */

const alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

const text = (characters: string, maxLength = 10) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength });

/** `token`. */
export const token = text(`${alphanumeric}-.!%*_+\`'~`);

/** `host`, with the underscores and the leading digits of test networks. */
export const host = fc.oneof(
  fc.constantFrom(
    "pbx_1",
    "019f9ae299f5",
    "a-.b",
    "-",
    "192.0.2.1",
    "[2001:db8::1]",
    "[::]",
    "PBX.example.",
    "_",
  ),
  text(`${alphanumeric}-._`),
);

const hostPort = fc.oneof(
  host,
  fc.tuple(host, fc.integer({ min: 1, max: 65_535 })).map(([name, port]) => `${name}:${port}`),
);

/** `user`, with the characters that should have been escaped. */
const user = fc.oneof(
  fc.constantFrom(
    "#1277",
    "1001;phone-context=x_y",
    "+358-555;postd=pp22",
    "a%20b",
    "a?b",
    "%",
    "a:b",
    "sip:x",
    "[x]",
  ),
  text(`${alphanumeric}-_.!~*'()&=+$,;?/#{}|^\`%\\`),
);

const uriParameters = fc
  .array(
    fc.oneof(
      token,
      fc.tuple(token, text(`${alphanumeric}-_.[]/:&+$%~`)).map((pair) => pair.join("=")),
    ),
    {
      maxLength: 3,
    },
  )
  .map((all) => all.map((each) => `;${each}`).join(""));

/** `SIP-URI`. */
const sipUri = fc
  .record({
    scheme: fc.constantFrom("sip:", "sip:", "SIP:", "sips:"),
    user: fc.option(user, { nil: undefined }),
    place: hostPort,
    parameters: uriParameters,
    headers: fc.constantFrom("", "", "?Subject=x&Route=%3Csip:a%3E"),
  })
  .map(({ scheme, user: name, place, parameters, headers }) => {
    return `${scheme}${name === undefined ? "" : `${name}@`}${place}${parameters}${headers}`;
  });

const otherUri = fc.constantFrom(
  "tel:+12125550100;phone-context=a_b",
  "urn:service:sos",
  "mailto:a@b",
  "x-y:?",
);

/** What a person is called, but for line ends. */
export const displayName = fc
  .string({ unit: "binary", maxLength: 12 })
  .map((name) => name.replace(/[\r\n\0\p{Cs}]/gu, ""));

const writtenName = fc.oneof(
  fc.constant(""),
  displayName.map((name) => `${quote(name)} `),
  fc.array(token, { minLength: 1, maxLength: 3 }).map((words) => `${words.join(" ")} `),
  fc.constantFrom("Jörg Müller ", "张伟 ", '"" ', '"a, <sip:b@c>;tag=d" ', "\u{1F4DE} "),
);

const genericParameter = fc.oneof(
  token,
  fc.tuple(token, token).map((pair) => pair.join("=")),
  fc.tuple(token, displayName.map(quote)).map((pair) => pair.join(" = ")),
  fc.constantFrom('thinfo="VG8="', "q=0.5", "expires=x", "lr", 'x="a,b;tag=z"', "x={y}"),
);

const parameters = fc
  .array(genericParameter, { maxLength: 3 })
  .map((all) => all.map((each) => `;${each}`).join(""));

const trailer = fc.constantFrom("", "", "", ";", " ; ");

/** `name-addr` or `addr-spec` with parameters: a Contact, a Route, or a From without tag. */
export const address = fc.oneof(
  fc
    .tuple(writtenName, fc.oneof({ weight: 5, arbitrary: sipUri }, otherUri), parameters, trailer)
    .map(([name, uri, all, end]) => `${name}<${uri}>${all}${end}`),
  fc.tuple(sipUri, parameters).map((parts) => parts.join("")),
);

/** The value of a tag. */
export const tag = fc.oneof(token, fc.constantFrom('"a b"', "a:b", "{x}", "[1]", "@"));

/** An address with a tag in it. */
export const taggedAddress = fc
  .tuple(address, tag)
  .map(([value, own]) => `${value.replace(/[; ]+$/, "")};tag=${own}`);

/** `Call-ID`, and what else is one for us: any text without blanks. */
export const callId = fc
  .tuple(fc.uuid(), fc.oneof(host, text(`${alphanumeric}{}()<>[]?/\\":;,@`)))
  .map((pair) => pair.join("@"));

/** The sent-by and parameters of a Via other than branch and rport. */
export const viaHop = fc
  .tuple(fc.constantFrom("UDP", "TCP", "udp", "WS-X"), hostPort, parameters)
  .map(([transport, place, all]) => `SIP/2.0/${transport} ${place}${all}`);

/** A value of any header: printable, one line. */
export const anyValue = fc
  .string({ unit: "grapheme", maxLength: 20 })
  .map((value) => value.replace(/[\p{Cc}\p{Cs}]/gu, "").trim());

/** Headers that a phone or PBX may find in any message, well-formed or not. */
export const extraHeader = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      "Record-Route",
      "Refer-To",
      "r",
      "Referred-By",
      "P-Asserted-Identity",
      "Contact",
      "m",
      "Reply-To",
    ),
    fc.oneof(address, anyValue),
  ),
  fc.tuple(
    fc.constantFrom(
      "WWW-Authenticate",
      "Proxy-Authenticate",
      "Authorization",
      "Content-Disposition",
      "Expires",
      "Event",
      "Replaces",
      "Session-Expires",
      "Supported",
      "RSeq",
      "Date",
      "Reason",
      "Subject",
      "User-Agent",
      "Warning",
      "X-Odd",
    ),
    anyValue,
  ),
);
