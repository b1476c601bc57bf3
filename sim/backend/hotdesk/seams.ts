import type { Finding } from "../../model/control/control-api.js";
import type { Mac } from "../../model/mac.js";
import type { ConfigFile } from "./config-file.js";
import type { Choice } from "./login-choice.js";
import type { LoginOutcome } from "./login-outcome.js";
import type { LogoutOutcome } from "./logout-outcome.js";
import type { Device, MappingChange } from "./mapping.js";
import type { PhoneAddresses } from "./phone-addresses.js";
import type { Refusal } from "./refusal.js";

/** Who wants to log in where. */
export interface LoginSubject {
  readonly mac: Mac;
  readonly extension: string;
  /** What the module knew of the phone before. */
  readonly device: Device | undefined;
}

/**
 * Where a hot-desk rule can be broken on purpose, so that no rule knows of faults: what comes back is what counts.
 * Each is asked at one place.
 */
export interface Seams {
  /** After each single check of a login, in the order of the checks. undefined: that check passes */
  refusal(refusal: Refusal | undefined, subject: LoginSubject): Refusal | undefined;
  /** @param everything all names that the setup has of what is asked, in its order */
  choice(asked: "template" | "layout", choice: Choice, everything: readonly string[]): Choice;
  /** A login that goes through, before anything is written. */
  login(outcome: LoginOutcome, subject: LoginSubject): LoginOutcome;
  /** What a refused login writes: nothing (T8). */
  refused(changes: readonly MappingChange[], subject: LoginSubject): readonly MappingChange[];
  /** A logout of the phone's user, before anything is written. */
  logout(outcome: LogoutOutcome, device: Device): LogoutOutcome;
  file(file: ConfigFile, device: Device | undefined): ConfigFile;
  /** What a phone that starts is known as. */
  device(device: Device | undefined): Device | undefined;
  findings(findings: readonly Finding[]): readonly Finding[];
  addresses(addresses: PhoneAddresses): PhoneAddresses;
}

/** All rules hold. */
export const intact: Seams = {
  refusal: (refusal) => refusal,
  choice: (_asked, choice) => choice,
  login: (outcome) => outcome,
  refused: (changes) => changes,
  logout: (outcome) => outcome,
  file: (file) => file,
  device: (device) => device,
  findings: (findings) => findings,
  addresses: (addresses) => addresses,
};
