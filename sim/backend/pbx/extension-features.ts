import { type FeatureChange, type Features, noFeatures } from "../../dialplan/decision.js";

/** What was switched by feature codes, by extension: all phones of one share it (PBX-146). */
export class ExtensionFeatures {
  readonly #switched = new Map<string, Features>();

  of(extension: string): Features {
    return this.#switched.get(extension) ?? noFeatures;
  }

  change(extension: string, change: FeatureChange): void {
    this.#switched.set(extension, { ...this.of(extension), ...change });
  }

  forget(): void {
    this.#switched.clear();
  }
}
