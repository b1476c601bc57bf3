import type { Device } from "../../../../sim/backend/hotdesk/mapping.js";
import type { Finding } from "../../../../sim/model/control/control-api.js";
import type { Change } from "../careful-setup.js";

/** How one check is shown: by a careless change of the careful setup. */
export interface CheckCase {
  readonly careless: Change;
  /** What phones are mapped to. */
  readonly devices?: readonly Device[];
  /** `error extensions.9000.max-contacts`, one for each cause. */
  readonly found: readonly string[];
  /** Whom the first of them names. */
  readonly affects?: Finding["affects"];
  /** A part of the first message. */
  readonly says?: string;
  /** Other checks that the same change is a cause for. */
  readonly also?: readonly string[];
  /** Changes that are near, and nothing to complain of. */
  readonly silent?: readonly Change[];
}

export type CheckCases = Readonly<Record<string, CheckCase>>;
