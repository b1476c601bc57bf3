import { isIP } from "node:net";
import { generate } from "selfsigned";
import type { Setup } from "../model/setup.js";

/** What is wrong with the certificate that a lab server shows; `good`: nothing. */
export type CertificateKind = Setup["portSettings"]["certificate"];

export interface LabCertificateOptions {
  /** DNS names and numeric addresses that clients know the servers by; at least one. */
  readonly names: readonly string[];
  readonly kind: CertificateKind;
  readonly now: Date;
}

/** Everything PEM. */
export interface LabCertificates {
  /** The authority that phones trust. */
  readonly authority: string;
  /** What the server shows, and its private key. */
  readonly certificate: string;
  readonly key: string;
}

/** RFC 6761 §6.4: nobody can own it. */
const otherName = "another-server.invalid";
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Makes an authority and the certificate of one server, for this run only: nothing of it is kept on disk, so nobody
 * outside the lab can come to trust it.
 *
 * @returns a certificate with exactly the asked flaw (RFC 5280, P-256 keys)
 */
export async function makeLabCertificates({
  names,
  kind,
  now,
}: LabCertificateOptions): Promise<LabCertificates> {
  const trusted = await makeAuthority("deskfleet lab authority", now);
  const issuer = kind === "untrusted" ? await makeAuthority("stranger's authority", now) : trusted;
  const expired = kind === "expired";
  const server = await generate([{ name: "commonName", value: "deskfleet lab server" }], {
    ...ellipticKey,
    notBeforeDate: days(now, expired ? -30 : -1),
    notAfterDate: days(now, expired ? -1 : 365),
    ca: { key: issuer.private, cert: issuer.cert },
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: (kind === "other-name" ? [otherName] : names).map((name) =>
          isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name },
        ),
      },
    ],
  });
  return { authority: trusted.cert, certificate: server.cert, key: server.private };
}

const ellipticKey = { keyType: "ec", curve: "P-256", algorithm: "sha256" } as const;

function makeAuthority(name: string, now: Date) {
  return generate([{ name: "commonName", value: name }], {
    ...ellipticKey,
    notBeforeDate: days(now, -30),
    notAfterDate: days(now, 365),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
}

function days(from: Date, count: number): Date {
  return new Date(from.getTime() + count * dayMs);
}
