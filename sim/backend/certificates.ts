import { randomBytes, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { generate } from "selfsigned";
import type { Setup } from "../model/setup/setup.js";
import type { LabAuthority } from "./lab-authority.js";

/** What is wrong with the certificate that a lab server shows; `good`: nothing. */
export type CertificateKind = Setup["portSettings"]["certificate"];

export interface LabCertificateOptions {
  /** DNS names and numeric addresses that clients know the servers by; at least one. */
  readonly names: readonly string[];
  readonly kind: CertificateKind;
  readonly now: Date;
  /** That signs; absent: one that is forgotten afterwards. */
  readonly authority?: LabAuthority;
}

/** Everything PEM. */
export interface LabCertificates {
  /** The authority that phones trust. */
  readonly authority: string;
  /** What the server shows, and its private key. */
  readonly certificate: string;
  readonly key: string;
}

/** RFC 6761 §6.4: it cannot be owned. */
const otherName = "another-server.invalid";
const dayMs = 24 * 60 * 60 * 1000;

const serverDays = 365;
/** Phones have to be given a new one by hand, so it lives longer than what it signs. */
const authorityDays = 5 * 365;

/**
 * Makes the certificate of one server anew, and the authority too where none is given.
 *
 * @returns a certificate with exactly the asked flaw (RFC 5280, P-256 keys)
 */
export async function makeLabCertificates({
  names,
  kind,
  now,
  authority,
}: LabCertificateOptions): Promise<LabCertificates> {
  const trusted = authority ?? (await makeLabAuthority(now));
  const issuer = kind === "untrusted" ? await makeAuthority("stranger's authority", now) : trusted;
  const expired = kind === "expired";
  const server = await generate([{ name: "commonName", value: "deskfleet lab server" }], {
    ...ellipticKey,
    notBeforeDate: days(now, expired ? -30 : -1),
    notAfterDate: days(now, expired ? -1 : serverDays),
    ca: { key: issuer.key, cert: issuer.certificate },
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
  return { authority: trusted.certificate, certificate: server.cert, key: server.private };
}

const ellipticKey = { keyType: "ec", curve: "P-256", algorithm: "sha256" } as const;

/** An authority that may sign the servers of a lab for some years. Who trusts two of them tells them apart by their names. */
export function makeLabAuthority(now: Date): Promise<LabAuthority> {
  return makeAuthority(`deskfleet lab authority ${randomBytes(4).toString("hex")}`, now);
}

/** Whether everything that it signs now expires before it does. */
export function isLastingAuthority({ certificate }: LabAuthority, now: Date): boolean {
  return Date.parse(new X509Certificate(certificate).validTo) > days(now, serverDays).getTime();
}

async function makeAuthority(name: string, now: Date): Promise<LabAuthority> {
  const made = await generate([{ name: "commonName", value: name }], {
    ...ellipticKey,
    notBeforeDate: days(now, -30),
    notAfterDate: days(now, authorityDays),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { certificate: made.cert, key: made.private };
}

function days(from: Date, count: number): Date {
  return new Date(from.getTime() + count * dayMs);
}
