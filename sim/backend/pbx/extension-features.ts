import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { type FeatureChange, type Features, noFeatures } from "../../dialplan/decision.js";

/** What is switched for an extension, as it outlives the PBX: plain JSON. */
export const storedFeaturesSchema = z.strictObject({
  extension: z.string(),
  doNotDisturb: z.boolean(),
  forwardTo: z.string().exactOptional(),
});

export type StoredFeatures = z.output<typeof storedFeaturesSchema>;

/**
 * What was switched by feature codes, by extension: all phones of one share it (PBX-146). FreePBX keeps it in its
 * AstDB, so it outlives the PBX.
 */
export class ExtensionFeatures {
  readonly #switched = new Map<string, Features>();
  readonly #onSwitched: (features: StoredFeatures) => void;

  /** @param kept of an earlier run; each is told once more */
  constructor(onSwitched: (features: StoredFeatures) => void, kept: readonly StoredFeatures[] = []) {
    this.#onSwitched = onSwitched;
    for (const { extension, ...features } of kept) this.change(extension, features);
  }

  of(extension: string): Features {
    return this.#switched.get(extension) ?? noFeatures;
  }

  change(extension: string, change: FeatureChange): void {
    const before = this.of(extension);
    const after = { ...before, ...change };
    if (isDeepStrictEqual(after, before)) return;
    if (isDeepStrictEqual(after, noFeatures)) this.#switched.delete(extension);
    else this.#switched.set(extension, after);
    this.#onSwitched(stored(extension, after));
  }

  /** Those for which something is switched on. */
  switched(): StoredFeatures[] {
    return [...this.#switched].map(([extension, features]) => stored(extension, features));
  }

  forget(): void {
    for (const extension of [...this.#switched.keys()]) this.change(extension, noFeatures);
  }
}

function stored(extension: string, { doNotDisturb, forwardTo }: Features): StoredFeatures {
  return { extension, doNotDisturb, ...(forwardTo !== undefined && { forwardTo }) };
}
