import { createPrivateKey, X509Certificate } from "node:crypto";
import { z } from "zod";

/**
 * The authority of a lab, as it outlives the process: both PEM. Anyone with the key can pose as any server to its
 * phones.
 */
export const labAuthoritySchema = z
  .strictObject({ certificate: z.string(), key: z.string() })
  .refine(isPair, "certificate and key do not belong together");

export type LabAuthority = z.output<typeof labAuthoritySchema>;

/** Where the authority outlives the process, so that phones which trust it go on doing so. */
export interface AuthorityStore {
  load(): Promise<LabAuthority | undefined>;
  save(authority: LabAuthority): Promise<void>;
}

function isPair({ certificate, key }: { readonly certificate: string; readonly key: string }): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
