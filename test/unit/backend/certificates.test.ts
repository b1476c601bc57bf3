import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { expect, test } from "vitest";
import { identityOf } from "../../../sim/backend/assembly/identity.js";
import {
  type CertificateKind,
  isLastingAuthority,
  makeLabAuthority,
  makeLabCertificates,
} from "../../../sim/backend/certificates.js";
import type { LabAuthority } from "../../../sim/backend/lab-authority.js";
import { sampleSetup } from "./sample-setup.js";

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

test("a kept authority signs again, with a certificate and a key that are new; none outlives it", async () => {
  const authority = await makeLabAuthority(now);
  const options = { names: ["pbx.test"], kind: "good", now, authority } as const;
  const [one, two] = await Promise.all([makeLabCertificates(options), makeLabCertificates(options)]);
  expect([one.authority, two.authority]).toEqual([authority.certificate, authority.certificate]);
  expect(one.key).not.toBe(two.key);
  const [root, server] = [new X509Certificate(authority.certificate), new X509Certificate(two.certificate)];
  expect(server.checkIssued(root) && server.verify(root.publicKey)).toBe(true);
  expect(isLastingAuthority(authority, now)).toBe(true);
  const last = new Date(Date.parse(root.validTo) - 364 * 24 * 60 * 60 * 1000);
  expect(isLastingAuthority(authority, last)).toBe(false);
});

test("an authority that is about to expire is replaced, and that is reported", async () => {
  const setup = sampleSetup((input) => {
    input["port-settings"].protocol = "https";
  });
  const warnings: string[] = [];
  let kept: LabAuthority | undefined = await makeLabAuthority(new Date("2020-01-01T00:00:00Z"));
  const store = {
    load: async () => kept,
    save: async (authority: LabAuthority) => {
      kept = authority;
    },
  };
  const started = () =>
    identityOf(setup, { host: "127.0.0.1", given: undefined, store, warn: (text) => warnings.push(text) });
  const old = kept.certificate;
  const first = await started();
  expect(first?.authority).not.toBe(old);
  expect(warnings).toEqual([expect.stringContaining("phones have to trust it")]);
  expect((await started())?.authority).toBe(first?.authority);
  expect(warnings).toHaveLength(1);
});
