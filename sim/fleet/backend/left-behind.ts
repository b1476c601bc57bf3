import { DeskfleetError } from "../../model/errors.js";
import type { Admin } from "./admin.js";
import type { Backend } from "./backend.js";
import type { LabControl } from "./lab-control.js";

const webFault = "a fault of its web server";

/** What scenarios have changed on a target and not taken back. Mappings are those of phones that are gone. */
export class LeftBehind {
  readonly #left = new Set<string>();

  /** @throws DeskfleetError DF_CAPABILITY where an earlier scenario left something: what is seen now may come of it */
  requireNothing(): void {
    if (this.#left.size === 0) return;
    throw new DeskfleetError(
      "DF_CAPABILITY",
      `an earlier scenario left ${[...this.#left].join(" and ")} on this target. ` +
        "With `reset: true` in the target file each scenario starts clean",
    );
  }

  add(what: string): void {
    this.#left.add(what);
  }

  /** The ports, and what is left of what is done by them. */
  watch({ admin, lab }: Pick<Backend, "admin" | "lab">): { readonly admin: Admin; readonly lab: LabControl } {
    return {
      admin: {
        ...admin,
        change: async (change) => {
          await admin.change(change);
          this.add("a changed setup");
        },
        submit: async (changes, apply) => {
          const findings = await admin.submit(changes, apply);
          this.add("a changed setup");
          return findings;
        },
      },
      lab: {
        ...lab,
        setFault: async (fault) => {
          await lab.setFault(fault);
          this.add("a broken rule");
        },
        moveClock: async (move) => {
          await lab.moveClock(move);
          this.add("a moved clock");
        },
        setTrunk: async (trunk, state) => {
          await lab.setTrunk(trunk, state);
          const left = `trunk ${trunk} that is not up`;
          if (state === "up") this.#left.delete(left);
          else this.add(left);
        },
        setWebFault: async (fault) => {
          await lab.setWebFault(fault);
          if (fault === undefined) this.#left.delete(webFault);
          else this.add(webFault);
        },
      },
    };
  }
}
