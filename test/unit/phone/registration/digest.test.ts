import { expect, test } from "vitest";
import { digestHex } from "../../../../sim/sip/digest/hash.js";
import { type Heard, ScriptedRegistrar } from "./scripted-registrar.js";
import { openDesk } from "./test-desk.js";

const md5 = 'realm="asterisk",nonce="n1",algorithm=MD5,qop="auth"';

async function register(script: (request: Heard, index: number) => string | readonly string[]) {
  const registrar = await ScriptedRegistrar.udp(script);
  const desk = await openDesk({ server: registrar.address });
  desk.registration.register();
  return { registrar, desk };
}

test("SHA-256 where the server offers it first, in a header of its own or in a list", async () => {
  const sha = 'Digest realm="asterisk",nonce="n1",opaque="o,1",algorithm=SHA-256,qop="auth"';
  const headers = [`WWW-Authenticate: ${sha}`, `WWW-Authenticate: Digest ${md5}`];
  for (const lines of [headers, [`WWW-Authenticate: ${sha}, Digest ${md5}`]]) {
    const { registrar, desk } = await register((request, index) =>
      index === 0 ? request.answer("401 Unauthorized", lines) : request.accept(),
    );
    await desk.until("registered");
    const second = registrar.heard[1];
    const ha1 = digestHex("SHA-256", "1001:asterisk:wire-secret");
    const ha2 = digestHex("SHA-256", `REGISTER:${second?.credential("uri")}`);
    const cnonce = second?.credential("cnonce");
    expect(second?.credential("algorithm")).toBe("SHA-256");
    expect(second?.credential("response")).toBe(
      digestHex("SHA-256", `${ha1}:n1:00000001:${cnonce}:auth:${ha2}`),
    );
  }
});

test("an algorithm that nobody knows is passed over", async () => {
  const { registrar, desk } = await register((request, index) =>
    index === 0
      ? request.answer("401 Unauthorized", [
          'WWW-Authenticate: Digest realm="r",nonce="a",algorithm=SHA-1024,qop="auth"',
          `WWW-Authenticate: Digest ${md5}`,
        ])
      : request.accept(),
  );
  await desk.until("registered");
  expect(registrar.heard[1]?.credential("nonce")).toBe("n1");
});

test("without qop there is no nc and no cnonce (RFC 2069)", async () => {
  const { registrar, desk } = await register((request, index) =>
    index === 0 ? request.challenge('realm="asterisk", nonce="n1"') : request.accept(),
  );
  await desk.until("registered");
  const second = registrar.heard[1];
  expect(second?.header("Authorization")).not.toMatch(/\b(nc|cnonce|qop)=/);
  const ha1 = digestHex("MD5", "1001:asterisk:wire-secret");
  const ha2 = digestHex("MD5", `REGISTER:${second?.credential("uri")}`);
  expect(second?.credential("response")).toBe(digestHex("MD5", `${ha1}:n1:${ha2}`));
});

test("wrong password: two requests, rejected, and then a long wait", async () => {
  const { registrar, desk } = await register((request, index) =>
    request.challenge(`realm="asterisk",nonce="n${index}",qop="auth"`),
  );
  const event = await desk.until("rejected");
  expect(event).toMatchObject({ status: 401, reason: expect.stringContaining("wrong credentials") });
  expect(registrar.heard).toHaveLength(2);
  expect(desk.counters).toMatchObject({ sent: 2, wrongCredentials: 1, challenges: 2 });
});

// proves: F-52
test("stale=true is answered with the new nonce without a word", async () => {
  const { registrar, desk } = await register((request, index) =>
    index < 3
      ? request.challenge(`realm="r",nonce="n${index}",qop="auth"${index > 0 ? ",stale=true" : ""}`)
      : request.accept(),
  );
  await desk.until("registered");
  expect(registrar.heard.map((request) => request.credential("nonce"))).toEqual([
    undefined,
    "n0",
    "n1",
    "n2",
  ]);
  expect(registrar.heard.map((request) => request.credential("nc"))).toEqual([
    undefined,
    "00000001",
    "00000001",
    "00000001",
  ]);
  expect(desk.all("registration").map(({ state }) => state)).toEqual(["registering", "registered"]);
});

test("a server that calls every nonce stale is given up after three", async () => {
  const { registrar, desk } = await register((request, index) =>
    request.challenge(`realm="r",nonce="n${index}",qop="auth",stale=true`),
  );
  await desk.until("failing");
  expect(registrar.heard).toHaveLength(5);
});

test("a refresh whose old nonce is refused without stale is tried once more with the new one", async () => {
  const { registrar, desk } = await register((request, index) => {
    if (index === 0) return request.challenge(md5);
    if (index === 2) return request.challenge('realm="asterisk",nonce="n2",qop="auth"');
    return request.accept(1);
  });
  await registrar.request(3);
  await desk.until("registered", 2);
  expect(registrar.heard.slice(1, 4).map((each) => each.credential("nonce"))).toEqual(["n1", "n1", "n2"]);
  expect(desk.all("registration").map(({ state }) => state)).toEqual([
    "registering",
    "registered",
    "registered",
  ]);
});

test("nextnonce is used by the next request, with nc 1", async () => {
  const { registrar, desk } = await register((request, index) =>
    index === 0
      ? request.challenge(md5)
      : request.accept(1, [`Authentication-Info: nextnonce="next${index}", qop=auth`]),
  );
  await registrar.request(3);
  await desk.until("registered", 2);
  expect(registrar.heard.slice(1, 4).map((each) => each.credential("nonce"))).toEqual([
    "n1",
    "next1",
    "next2",
  ]);
  expect(registrar.heard.slice(1, 4).map((each) => each.credential("nc"))).toEqual([
    "00000001",
    "00000001",
    "00000001",
  ]);
});

test("407 is answered with Proxy-Authorization, both kinds of credentials stand side by side", async () => {
  const { registrar, desk } = await register((request, index) => {
    if (index === 0) {
      return request.answer("407 Proxy Authentication Required", [
        'Proxy-Authenticate: Digest realm="edge",nonce="p1",qop="auth"',
      ]);
    }
    return index === 1 ? request.challenge(md5) : request.accept();
  });
  await desk.until("registered");
  const last = registrar.heard[2];
  expect(last?.header("Proxy-Authorization")).toContain('realm="edge"');
  expect(last?.header("Proxy-Authorization")).toContain("nc=00000002");
  expect(last?.header("Authorization")).toContain('realm="asterisk"');
});

test("a realm in UTF-8 is hashed and sent back as its bytes", async () => {
  const { registrar, desk } = await register((request, index) =>
    index === 0 ? request.challenge('realm="Büro \\"1\\"",nonce="n1"') : request.accept(),
  );
  await desk.until("registered");
  const second = registrar.heard[1];
  expect(second?.header("Authorization")).toContain('realm="Büro \\"1\\""');
  const ha1 = digestHex("MD5", '1001:Büro "1":wire-secret');
  const ha2 = digestHex("MD5", `REGISTER:${second?.credential("uri")}`);
  expect(second?.credential("response")).toBe(digestHex("MD5", `${ha1}:n1:${ha2}`));
});
