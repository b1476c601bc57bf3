import { describe, expect, it } from "vitest";
import { DigestServer } from "../../../../sim/backend/pbx/digest-server.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { parseChallenge } from "../../../../sim/sip/digest/challenge.js";
import { authorization, type DigestChanges, requestOf } from "./digest-request.js";

const account = { user: "9000", password: "secret" };
const target = { method: "REGISTER", uri: "sip:pbx" };
const passwordOf = (user: string) => (user === "9000" ? "secret" : undefined);

function server(strict = true) {
  const clock = new ManualClock();
  const digest = new DigestServer(clock);
  const usual = { address: "10.0.0.1", endpoint: "9000", strict };
  const check = (lines: readonly string[], peer: Partial<typeof usual> = {}) =>
    digest.check(requestOf("REGISTER sip:pbx SIP/2.0", lines), { ...usual, ...peer }, passwordOf);
  const challenge = (address = "10.0.0.1") => digest.challenge(address, false);
  const answer = (changes: DigestChanges = {}, as = account) =>
    check([authorization(target, challenge(), as, changes)]);
  return { clock, digest, check, challenge, answer };
}

const nonceOf = (challenge: string) => parseChallenge(challenge)?.nonce;

describe("challenge", () => {
  it("PBX-5, PBX-55: realm asterisk, MD5, qop auth, nonce of second and hash", () => {
    const read = parseChallenge(server().challenge());
    expect(read).toMatchObject({ realm: "asterisk", algorithm: "MD5", qop: ["auth"], stale: false });
    expect(read?.nonce).toMatch(/^1795331343\/[0-9a-f]{32}$/);
    expect(read?.opaque).toMatch(/^[0-9a-f]{16}$/);
  });

  it("is the same nonce for all phones of one address within a second, another one elsewhere and later", () => {
    const { clock, challenge } = server();
    const first = nonceOf(challenge());
    expect(nonceOf(challenge())).toBe(first);
    expect(nonceOf(challenge("10.0.0.2"))).not.toBe(first);
    clock.advance(1000);
    expect(nonceOf(challenge())).not.toBe(first);
  });
});

describe("credentials", () => {
  it("accepts the right ones", () => {
    expect(server().answer()).toEqual({ verdict: "accepted", user: "9000", taken: undefined });
  });

  it("PBX-51: asks for them where there are none", () => {
    expect(server().check([])).toEqual({ verdict: "unauthenticated" });
  });

  it("PBX-52: rejects a wrong password", () => {
    const given = server().answer({}, { ...account, password: "guess" });
    expect(given).toEqual({ verdict: "rejected", reason: "wrong digest response" });
  });

  it("PBX-53: rejects an unknown user in the same way", () => {
    const { check, challenge } = server();
    const line = authorization(target, challenge(), { user: "nobody", password: "secret" });
    const given = check([line], { address: "10.0.0.1", endpoint: "nobody" });
    expect(given).toMatchObject({ verdict: "rejected" });
  });

  it("PBX-54: rejects another From user and another realm", () => {
    const { check, challenge, answer } = server();
    const line = authorization(target, challenge(), account);
    expect(check([line], { address: "10.0.0.1", endpoint: "1001" })).toMatchObject({ verdict: "rejected" });
    expect(answer({ realm: "freepbx" })).toMatchObject({ verdict: "rejected" });
  });

  it.each<[string, DigestChanges]>([
    ["a digest uri other than the Request-URI", { uri: "sip:elsewhere" }],
    ["no qop", { qop: undefined }],
    ["an empty cnonce", { cnonce: "" }],
    ["nc of zero", { nc: "00000000" }],
    ["nc of one digit", { nc: "1" }],
  ])("PBX-58: %s is malformed", (_what, changes) => {
    expect(server().answer(changes)).toMatchObject({ verdict: "malformed" });
  });

  it("RFC 4475 §3.3.7: takes an Authorization of another scheme for none", () => {
    const { check, challenge } = server();
    const basic = "Authorization: Basic YTpi";
    expect(check([basic])).toEqual({ verdict: "unauthenticated" });
    expect(check([basic, authorization(target, challenge(), account)])).toMatchObject({
      verdict: "accepted",
    });
  });

  it("calls an Authorization that it cannot read malformed", () => {
    expect(server().check(["Authorization: Digest YTpi"])).toMatchObject({ verdict: "malformed" });
  });
});

describe("nonce", () => {
  it("PBX-55: is good for 32 seconds, then stale", () => {
    const { clock, check, challenge } = server();
    const old = challenge();
    clock.advance(32_000);
    expect(check([authorization(target, old, account)])).toMatchObject({ verdict: "accepted" });
    clock.advance(1000);
    expect(check([authorization(target, old, account)])).toEqual({ verdict: "stale" });
  });

  it("PBX-55: a made-up one, or that of another address, is stale if all else is right", () => {
    const { check, challenge, answer } = server();
    expect(answer({ nonce: `1795331343/${"0".repeat(32)}` })).toEqual({ verdict: "stale" });
    expect(answer({ nonce: "abc" })).toEqual({ verdict: "stale" });
    expect(check([authorization(target, challenge("10.0.0.2"), account)])).toEqual({ verdict: "stale" });
  });

  it("PBX-58: nc must rise for the same nonce and cnonce", () => {
    const { answer } = server();
    expect(answer({ nc: "00000002" })).toMatchObject({ verdict: "accepted" });
    expect(answer({ nc: "00000002" })).toMatchObject({
      verdict: "rejected",
      reason: "nc 00000002 was used before",
    });
    expect(answer({ nc: "00000001" })).toMatchObject({ verdict: "rejected" });
    expect(answer({ nc: "00000003" })).toMatchObject({ verdict: "accepted" });
  });

  it("serves many phones: each cnonce counts by itself", () => {
    const { answer } = server();
    for (let phone = 0; phone < 100; phone++) {
      expect(answer({ cnonce: `phone-${phone}` })).toMatchObject({ verdict: "accepted" });
    }
  });

  it("serves two clients that draw the same cnonce: the Call-ID tells them apart", () => {
    const { check, challenge } = server();
    const line = authorization(target, challenge(), account);
    expect(check([line, "Call-ID: one"])).toMatchObject({ verdict: "accepted" });
    expect(check([line, "Call-ID: two"])).toMatchObject({ verdict: "accepted" });
    expect(check([line, "Call-ID: two"])).toMatchObject({ verdict: "rejected" });
  });

  it("a failed check uses up no nc", () => {
    const { answer } = server();
    expect(answer({}, { ...account, password: "guess" })).toMatchObject({ verdict: "rejected" });
    expect(answer()).toMatchObject({ verdict: "accepted" });
  });

  it("the sweep keeps the counts of a nonce that is still good", () => {
    const { clock, digest, check, challenge } = server();
    const old = challenge();
    expect(check([authorization(target, old, account)])).toMatchObject({ verdict: "accepted" });
    clock.advance(20_000);
    digest.sweep();
    expect(check([authorization(target, old, account)])).toMatchObject({ verdict: "rejected" });
  });
});

describe("what Asterisk takes against RFC 7616 (PBX-58)", () => {
  const oddities: [string, DigestChanges, string][] = [
    ["another uri", { uri: "sip:127.0.0.1" }, "digest uri is not the Request-URI"],
    ["a uri without user", { uri: "sip:pbx:5061" }, "digest uri is not the Request-URI"],
    ["no qop (RFC 2069)", { qop: undefined }, "qop=auth was offered and is missing"],
    ["qop in capitals", { qop: "AUTH" }, "qop=auth was offered and is missing"],
    ["an empty cnonce", { cnonce: "" }, "cnonce is missing"],
    ["no opaque", { opaque: undefined }, "opaque is missing"],
    ["nc from 0", { nc: "00000000" }, "nc must be 8 hex digits from 1"],
    ["nc of one digit", { nc: "1" }, "nc must be 8 hex digits from 1"],
    ["nc in capitals", { nc: "0000000A" }, "nc must be 8 hex digits from 1"],
  ];
  it.each(oddities)("%s: taken and told, or refused where that is asked for", (_name, changes, reason) => {
    expect(server(false).answer(changes)).toEqual({ verdict: "accepted", user: "9000", taken: reason });
    expect(server(true).answer(changes)).toEqual({ verdict: "malformed", reason });
  });

  it("a response in capitals", () => {
    for (const strict of [true, false]) {
      const { check, challenge } = server(strict);
      const line = authorization(target, challenge(), account);
      const loud = line.replace(/response="[^"]*"/, (text) =>
        text.toUpperCase().replace("RESPONSE", "response"),
      );
      const reason = "the digest response is in capitals";
      expect(check([loud])).toEqual(
        strict ? { verdict: "malformed", reason } : { verdict: "accepted", user: "9000", taken: reason },
      );
    }
  });

  it("a replayed nc", () => {
    const { check, challenge } = server(false);
    const line = authorization(target, challenge(), account);
    expect(check([line])).toMatchObject({ taken: undefined });
    expect(check([line])).toMatchObject({ verdict: "accepted", taken: "nc 00000001 was used before" });
  });

  it.each(["SHA-256", "MD5-sess"])("an algorithm that was not offered is rejected: %s", (algorithm) => {
    for (const strict of [true, false]) {
      const { check, challenge } = server(strict);
      const line = authorization(target, challenge(), account).replace(
        "algorithm=MD5",
        `algorithm=${algorithm}`,
      );
      expect(check([line]).verdict).toBe("rejected");
    }
  });
});
