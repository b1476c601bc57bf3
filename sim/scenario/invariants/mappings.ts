import type { Setup } from "../../model/setup/setup.js";
import type { TranscriptEvent } from "../../transcript/event.js";
import type { Invariant } from "./invariant.js";

/** INV-2: a user is logged in on one phone, unless policy `second-login` is `both`. A phone has one mapping anyway. */
export class Mappings implements Invariant {
  readonly #setup: () => Setup;
  /** MAC → extension, of the active ones. */
  readonly #active = new Map<string, string>();

  constructor(setup: () => Setup) {
    this.#setup = setup;
  }

  add(event: TranscriptEvent): void {
    if (event.type !== "mapping") return;
    if (event.change === "written" && event.extension !== undefined)
      this.#active.set(event.mac, event.extension);
    else this.#active.delete(event.mac);
  }

  breaches(): readonly string[] {
    const { policies, extensions } = this.#setup();
    if (policies.secondLogin === "both") return [];
    const users = [...new Set(this.#active.values())].filter((each) => extensions[each]?.role === "user");
    return users.flatMap((extension) => {
      const macs = [...this.#active].flatMap(([mac, each]) => (each === extension ? [mac] : []));
      return macs.length > 1
        ? [`${extension} is logged in on ${macs.length} phones: ${macs.join(", ")}`]
        : [];
    });
  }
}
