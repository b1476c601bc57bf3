import type { HandsetOptions } from "./handset-options.js";
import { unable } from "./unable.js";

const what = "press the panic button";

/**
 * A USB panic button: its number is set on the phone itself, so that neither a login nor a logout touches it
 * (emergency.md §2).
 */
export class PanicButton {
  readonly #options: Pick<HandsetOptions, "profile" | "panicButton">;
  #number: string | undefined;

  constructor(options: Pick<HandsetOptions, "profile" | "panicButton">) {
    this.#options = options;
    this.#number = options.panicButton;
  }

  /** What it dials; "" where nothing was set, undefined where there is none to press. */
  get number(): string | undefined {
    return this.#options.profile.panicButton === true ? this.#number : undefined;
  }

  /** @throws DeskfleetError DF_DESK_UNABLE where no hand finds one */
  pressed(): string {
    const { number } = this;
    if (number !== undefined) return number;
    const { model, panicButton = false } = this.#options.profile;
    throw unable(what, panicButton ? "none is plugged in" : `the ${model} takes none`);
  }

  /** A factory reset: it is plugged in as before, and what it dials is gone. */
  forget(): void {
    if (this.#number !== undefined) this.#number = "";
  }
}
