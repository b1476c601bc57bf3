import type { Setup } from "../../../model/setup/setup.js";
import type { AmiLink } from "../ami/link.js";

/** What a laboratory's Asterisk is configured by. */
interface Written {
  readonly setup: Setup;
  /** Names of trunks that a laboratory has put down: Asterisk shall know that nobody is there. */
  readonly down: readonly string[];
}

export interface SetupWriterOptions {
  readonly ami: Pick<AmiLink, "ask">;
  readonly wanted: () => Written;
  /** @throws DeskfleetError where Asterisk cannot be like that, or the files cannot be written */
  readonly write: (wanted: Written) => Promise<void>;
}

/** Modules that read what is exported. */
const reloaded = [
  "res_pjsip.so",
  "res_pjsip_endpoint_identifier_ip.so",
  "pbx_config.so",
  "app_voicemail.so",
] as const;

/** Gives Asterisk the files of a setup when that has changed, and has it read them. */
export class SetupWriter {
  readonly #options: SetupWriterOptions;
  #written: Written | undefined;
  #writing = Promise.resolve();

  constructor(options: SetupWriterOptions) {
    this.#options = options;
  }

  /**
   * Resolves when Asterisk has what is wanted now. What was refused is refused again until something else is wanted.
   * @throws what writing throws; DeskfleetError DF_AMI_CONNECT, DF_AMI_REFUSED
   */
  upToDate(): Promise<void> {
    // One after the other: two at a time could leave files of both.
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#writeNews());
    return this.#writing;
  }

  async #writeNews(): Promise<void> {
    const { ami, wanted, write } = this.#options;
    const now = wanted();
    if (this.#written && isSame(this.#written, now)) return;
    await write(now);
    for (const module of reloaded) await ami.ask("Reload", { Module: module });
    this.#written = now;
  }
}

function isSame(one: Written, other: Written): boolean {
  return one.setup === other.setup && one.down.join("\n") === other.down.join("\n");
}
