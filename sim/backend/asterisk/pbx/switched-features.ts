import { type Features, noFeatures } from "../../../dialplan/decision.js";
import type { StoredFeatures } from "../../pbx/extension-features.js";
import type { AmiLink } from "../ami/link.js";
import { databaseValue } from "./asterisk-link.js";

/** What people have switched by dialling, as Asterisk's database has it. */
export class SwitchedFeatures {
  readonly #ami: Pick<AmiLink, "ask" | "list">;
  readonly #onSwitched: (features: StoredFeatures) => void;
  readonly #known = new Map<string, StoredFeatures>();

  /** @param onSwitched hears what is switched for an extension, each time that somebody has dialled a feature code */
  constructor(ami: Pick<AmiLink, "ask" | "list">, onSwitched: (features: StoredFeatures) => void) {
    this.#ami = ami;
    this.#onSwitched = onSwitched;
  }

  of(extension: string): Features {
    const { doNotDisturb, forwardTo } = this.#known.get(extension) ?? noFeatures;
    return { doNotDisturb, forwardTo };
  }

  /** Of each extension that somebody has dialled a feature code for. */
  switched(): readonly StoredFeatures[] {
    return [...this.#known.values()];
  }

  /** Somebody has dialled a feature code. @throws as `AmiLink.ask` */
  async lookAt(extension: string): Promise<void> {
    const [forwardTo, disturb] = await Promise.all([
      databaseValue(this.#ami, "CF", extension),
      databaseValue(this.#ami, "DND", extension),
    ]);
    const features: StoredFeatures = {
      ...{ extension, doNotDisturb: disturb !== undefined },
      ...(forwardTo !== undefined && { forwardTo }),
    };
    this.#known.set(extension, features);
    this.#onSwitched(features);
  }

  /** All is switched off. */
  forget(): void {
    const known = [...this.#known.keys()];
    this.#known.clear();
    for (const extension of known) this.#onSwitched({ extension, doNotDisturb: false });
  }
}
