import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatChallenge, parseChallenge, splitChallenges } from "../../../../sim/sip/digest/challenge.js";
import { formatCredentials, parseCredentials } from "../../../../sim/sip/digest/credentials.js";
import { digestResponse, ha1Of } from "../../../../sim/sip/digest/response.js";

/** RFC 2617 §3.5 and RFC 7616 §3.9.1 share user, URI and method. */
const mufasa = { username: "Mufasa", method: "GET", uri: "/dir/index.html" };
const rfc7616 = {
  ...mufasa,
  realm: "http-auth@example.org",
  password: "Circle of Life",
  nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
  nc: "00000001",
  cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
  qop: "auth",
};
const rfc2617 = {
  ...mufasa,
  algorithm: "MD5" as const,
  realm: "testrealm@host.com",
  password: "Circle Of Life",
  nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
};

describe("digestResponse", () => {
  test("RFC 2617 §3.5, qop auth", () => {
    const response = digestResponse({ ...rfc2617, qop: "auth", nc: "00000001", cnonce: "0a4f113b" });
    expect(response).toBe("6629fae49393a05397450978507c4ef1");
  });

  test("RFC 7616 §3.9.1, MD5 and SHA-256", () => {
    expect(digestResponse({ ...rfc7616, algorithm: "MD5" })).toBe("8ca523f5e9506fed4657c9700eebdbec");
    expect(digestResponse({ ...rfc7616, algorithm: "SHA-256" })).toBe(
      "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    );
  });

  test("without qop the form of RFC 2069", () => {
    expect(digestResponse(rfc2617)).toBe("670fd8c2df070c60b045671b8b24ff02");
  });

  test("a kept HA1 gives the same as the password, for each algorithm", () => {
    for (const algorithm of [
      "MD5",
      "MD5-sess",
      "SHA-256",
      "SHA-256-sess",
      "SHA-512-256",
      "SHA-512-256-sess",
    ] as const) {
      const given = { ...rfc7616, algorithm };
      expect(digestResponse({ ...given, ha1: ha1Of(given) })).toBe(digestResponse(given));
      expect(digestResponse(given)).toHaveLength(algorithm.startsWith("MD5") ? 32 : 64);
    }
  });

  test("-sess binds nonce and cnonce, auth-int the body", () => {
    const responses = new Set([
      digestResponse({ ...rfc7616, algorithm: "MD5" }),
      digestResponse({ ...rfc7616, algorithm: "MD5-sess" }),
      digestResponse({ ...rfc7616, algorithm: "MD5", qop: "auth-int" }),
      digestResponse({ ...rfc7616, algorithm: "MD5", qop: "auth-int", body: "v=0" }),
    ]);
    expect(responses.size).toBe(4);
    // H(H(user:realm:password):nonce:cnonce) by hand.
    const session = ha1Of({
      algorithm: "MD5",
      username: ha1Of({ ...rfc7616, algorithm: "MD5" }),
      realm: rfc7616.nonce,
      password: rfc7616.cnonce,
    });
    expect(digestResponse({ ...rfc7616, algorithm: "MD5", ha1: session })).toBe(
      digestResponse({ ...rfc7616, algorithm: "MD5-sess" }),
    );
  });

  test("another method or URI than last time gives another response", () => {
    const first = digestResponse(rfc2617);
    expect(digestResponse({ ...rfc2617, method: "POST" })).not.toBe(first);
    expect(digestResponse({ ...rfc2617, uri: "/" })).not.toBe(first);
    expect(digestResponse(rfc2617)).toBe(first);
  });
});

describe("challenges", () => {
  test("all fields", () => {
    const value =
      'Digest realm="a, \\"b\\"", qop="auth, auth-int", nonce="n==", opaque="o", stale=TRUE, algorithm=sha-256, x=y';
    expect(parseChallenge(value)).toEqual({
      realm: 'a, "b"',
      nonce: "n==",
      opaque: "o",
      algorithm: "SHA-256",
      qop: ["auth", "auth-int"],
      stale: true,
    });
  });

  test("defaults: MD5, no qop, not stale", () => {
    expect(parseChallenge('digest nonce="n",realm=""')).toEqual({
      realm: "",
      nonce: "n",
      algorithm: "MD5",
      qop: [],
      stale: false,
    });
  });

  test.each([
    'Basic realm="a"',
    'Digest realm="a"',
    'Digest nonce="n"',
    'Digest realm="a", nonce="n", algorithm=AKAv1-MD5',
    'Digest realm="a',
    "Digest",
    "",
  ])("not %s", (value) => {
    expect(parseChallenge(value)).toBeUndefined();
  });

  test("two headers, a comma list, and one that cannot be answered", () => {
    const challenges = splitChallenges([
      'Digest realm="a", nonce="1", algorithm=SHA-256, Digest realm="a, b", nonce="2"',
      'Basic realm="c", Digest realm="d", nonce="3", algorithm=FOO',
      'Digest realm="e",nonce="4"',
    ]);
    expect(challenges.map(({ nonce, algorithm }) => [nonce, algorithm])).toEqual([
      ["1", "SHA-256"],
      ["2", "MD5"],
      ["4", "MD5"],
    ]);
  });

  test("what is formatted is parsed back", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 });
    const challenge = fc.record(
      {
        realm: text,
        nonce: text,
        opaque: text,
        algorithm: fc.constantFrom("MD5" as const, "SHA-256" as const),
        qop: fc.constantFrom<string[]>([], ["auth"], ["auth", "auth-int"]),
        stale: fc.boolean(),
      },
      { requiredKeys: ["realm", "nonce", "algorithm", "qop", "stale"] },
    );
    fc.assert(
      fc.property(challenge, (given) => {
        expect(parseChallenge(formatChallenge(given))).toEqual(given);
      }),
    );
  });
});

describe("credentials", () => {
  const full = {
    username: 'a"b\\c',
    realm: "r, s",
    nonce: "n=",
    uri: "sip:pbx.test;transport=tcp",
    response: "00ff",
    algorithm: "MD5",
    opaque: "",
    qop: "auth",
    nc: "0000000a",
    cnonce: "c",
  };

  test("what is formatted is parsed back; tokens are unquoted", () => {
    const text = formatCredentials(full);
    expect(parseCredentials(text)).toEqual(full);
    expect(text).toContain("algorithm=MD5, ");
    expect(text).toContain("qop=auth, nc=0000000a, ");
  });

  test("quoted qop, blanks and foreign parameters are read", () => {
    const value =
      'DIGEST username = "1001",realm="r" , nonce="n",uri="sip:a",response="ff",qop="auth",nc=00000001,cnonce="c",auts="x"';
    expect(parseCredentials(value)).toMatchObject({ username: "1001", qop: "auth", nc: "00000001" });
  });

  test.each(["username", "realm", "nonce", "uri", "response"])("none without %s", (name) => {
    const text = formatCredentials(full).replace(`${name}="`, `x${name}="`);
    expect(parseCredentials(text)).toBeUndefined();
  });

  test("random text never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseCredentials(`Digest ${text}`);
        splitChallenges([`Digest ${text}`, text]);
      }),
    );
  });
});
