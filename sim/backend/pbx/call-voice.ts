import type { LinkSide, SoundWay } from "./linked-dialogs.js";
import { PbxVoice, type PbxVoiceOptions } from "./pbx-voice.js";

export interface CallVoiceOptions extends Omit<PbxVoiceOptions, "sound"> {
  /** What the PBX talks with; undefined: it is silent. */
  readonly sound: PbxVoiceOptions["sound"] | undefined;
  /** Its answer to the caller while it is silent. */
  readonly silentSession: string;
}

/** The voice of the PBX in one call, from the first word that it has to say; a silent PBX has none. */
export class CallVoice implements SoundWay {
  readonly #options: CallVoiceOptions;
  #voice: PbxVoice | undefined;
  #isClosed = false;

  constructor(options: CallVoiceOptions) {
    this.#options = options;
  }

  /**
   * @param then hears its answer to the caller's offer, in this turn or later; never after `close`
   * @param failed hears what `then` threw later: nobody else would, and the process would end of it
   */
  speak(
    speaker: "prompt" | "announcement",
    then: (session: string) => void,
    failed: (error: unknown) => void,
  ): void {
    const { sound, silentSession } = this.#options;
    if (sound === undefined || this.#voice !== undefined) {
      this.#voice?.speakAs(speaker);
      then(this.#voice?.sdp ?? silentSession);
      return;
    }
    PbxVoice.open({ ...this.#options, sound })
      .then((voice) => {
        if (this.#isClosed) {
          voice?.close();
          return;
        }
        this.#voice = voice;
        voice?.speakAs(speaker);
        then(voice?.sdp ?? silentSession);
      })
      .catch(failed);
  }

  /** What a far end is offered: what the caller offered, by way of the PBX if the caller has heard that. */
  get offerToFarEnd(): string {
    return this.#voice?.offerToFarEnd ?? this.#options.offer;
  }

  /** From now on the caller hears a far end. @param description of that */
  handOver(description: string): void {
    this.#voice?.handOver(description);
  }

  passedOn(description: string, of: LinkSide): string {
    return this.#voice?.passedOn(description, of) ?? description;
  }

  agreedAnew(by: LinkSide, offer: string, answer: string): void {
    this.#voice?.agreedAnew(by, offer, answer);
  }

  close(): void {
    this.#isClosed = true;
    this.#voice?.close();
  }
}
