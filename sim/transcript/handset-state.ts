/** What a handset is and shows at a moment, as events carry it. */

/**
 * What a handset can know of itself. Whether the account that it holds is a user or the placeholder is
 * knowledge of the setup, see `deskState`.
 */
export const handsetStates = [
  "OFF",
  "BOOT",
  /** No configuration server answers and nothing is stored (HD-82). */
  "STRANDED",
  /** A configuration without account: blank, only Login (HD-81). */
  "BLANK",
  /** A configuration with an active account. */
  "READY",
  /** A new configuration is fetched and the identity changes. */
  "SWITCH",
] as const;
export type HandsetState = (typeof handsetStates)[number];

export interface LineKeyView {
  /** Counts from 1, as on the case of the phone. */
  readonly key: number;
  readonly type: string;
  readonly label: string;
  readonly value: string;
}

/** A field of an input form. `value` of a masked field is bullets, never the text. */
interface InputFieldView {
  readonly prompt: string;
  readonly parameter: string;
  readonly masked: boolean;
  readonly value: string;
}

export type ScreenView =
  | {
      readonly kind: "idle";
      readonly title: string;
      readonly text: string;
      readonly softkeys: readonly string[];
    }
  | {
      readonly kind: "text";
      readonly title: string;
      readonly text: string;
      readonly softkeys: readonly string[];
    }
  | {
      readonly kind: "menu";
      readonly title: string;
      readonly items: readonly string[];
      readonly selected: number;
      readonly softkeys: readonly string[];
    }
  | {
      readonly kind: "form";
      readonly title: string;
      readonly fields: readonly InputFieldView[];
      readonly focused: number;
      readonly softkeys: readonly string[];
    };
