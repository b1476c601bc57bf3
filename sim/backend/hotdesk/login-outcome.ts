import type { Mac } from "../../model/mac.js";
import type { MappingChange } from "./mapping.js";

/** A phone that lost its user to another one. */
export interface MovedPhone {
  readonly mac: Mac;
  /** Whether it must reboot, or just fetch its configuration. */
  readonly reboot: boolean;
  /** Hung up before it is notified (policy second-login-in-call: drop). */
  readonly hangUp: boolean;
}

/** What a finished login does. */
export interface LoginOutcome {
  /** In this order; other phones' first, so that a user never has two mappings. */
  readonly changes: readonly MappingChange[];
  /** Whether the phone must reboot, or just fetch its configuration. */
  readonly reboot: boolean;
  /** Phones that are notified that the user left them (policy second-login: move). */
  readonly moved: readonly MovedPhone[];
  /** Extension whose contacts the PBX drops, without a notice (policy second-login: evict). */
  readonly evicted: string | undefined;
}
