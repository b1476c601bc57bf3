import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { expect, test } from "vitest";
import { type CertificateKind, makeLabCertificates } from "../../../sim/backend/certificates.js";

const now = new Date("2027-03-01T12:00:00Z");

async function made(kind: CertificateKind) {
  const pem = await makeLabCertificates({ names: ["pbx.test", "127.0.0.1"], kind, now });
  // Throws where key and certificate do not belong together.
  createSecureContext({ cert: pem.certificate, key: pem.key });
  return { authority: new X509Certificate(pem.authority), server: new X509Certificate(pem.certificate) };
}

test("a good certificate names the server and hangs from the authority", async () => {
  const { authority, server } = await made("good");
  expect(authority.ca).toBe(true);
  expect(server.ca).toBe(false);
  expect(server.checkIssued(authority)).toBe(true);
  expect(server.verify(authority.publicKey)).toBe(true);
  expect(server.checkHost("pbx.test")).toBe("pbx.test");
  expect(server.checkIP("127.0.0.1")).toBe("127.0.0.1");
  expect(Date.parse(server.validFrom)).toBeLessThan(now.getTime());
  expect(Date.parse(server.validTo)).toBeGreaterThan(now.getTime());
});

test.each([
  ["expired", { past: true, named: true, trusted: true }],
  ["other-name", { past: false, named: false, trusted: true }],
  ["untrusted", { past: false, named: true, trusted: false }],
] as const)("%s has this flaw and no other", async (kind, expected) => {
  const { authority, server } = await made(kind);
  expect({
    past: Date.parse(server.validTo) < now.getTime(),
    named: server.checkHost("pbx.test") !== undefined && server.checkIP("127.0.0.1") !== undefined,
    trusted: server.verify(authority.publicKey),
  }).toEqual(expected);
});

test("no two runs share an authority", async () => {
  const [one, two] = await Promise.all([made("good"), made("good")]);
  expect(one.authority.fingerprint256).not.toBe(two.authority.fingerprint256);
});
