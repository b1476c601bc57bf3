import { type Features, noFeatures } from "../../../dialplan/decision.js";
import type { AmiLink } from "../ami/link.js";
import { databaseValue } from "./asterisk-link.js";

/** What people have switched by dialling, as Asterisk's database has it. */
export class SwitchedFeatures {
  readonly #ami: Pick<AmiLink, "ask" | "list">;
  readonly #known = new Map<string, Features>();

  constructor(ami: Pick<AmiLink, "ask" | "list">) {
    this.#ami = ami;
  }

  of(extension: string): Features {
    return this.#known.get(extension) ?? noFeatures;
  }

  /** Somebody has dialled a feature code. @returns what is switched now @throws as `AmiLink.ask` */
  async lookAt(extension: string): Promise<Features> {
    const [forwardTo, disturb] = await Promise.all([
      databaseValue(this.#ami, "CF", extension),
      databaseValue(this.#ami, "DND", extension),
    ]);
    const features: Features = { doNotDisturb: disturb !== undefined, forwardTo };
    this.#known.set(extension, features);
    return features;
  }

  forget(): void {
    this.#known.clear();
  }
}
