import type { Mac } from "../../model/mac.js";
import type { Credentials } from "../hotdesk/credentials.js";
import type { LoginRequest, LoginStep } from "../hotdesk/login.js";
import type { LogoutOutcome } from "../hotdesk/logout-outcome.js";
import type { Device } from "../hotdesk/mapping.js";
import type { Refusal } from "../hotdesk/refusal.js";

/** What the phone web server asks of hot desking. */
export interface PhoneDesks {
  get(mac: Mac): Device | undefined;
  /**
   * Somebody uses this phone (policy auto-logout).
   * @param address that it asks from; tells the desk's location (policy placeholder-choice)
   */
  touch(mac: Mac, address: string | undefined): void;
  /** The phone has its file, or knows that it will not get it. @param asked what was known of it when it asked */
  fetched(mac: Mac, asked: Device | undefined): void;
  /** The phone was given the file that goes with `device`. */
  served(mac: Mac, device: Device | undefined): void;
  /** What the form may be filled with (policy remember-extension). */
  lastExtension(mac: Mac): string | undefined;
  refuseCredentials(mac: Mac, credentials: Credentials): Refusal | undefined;
  login(request: LoginRequest): LoginStep;
  logout(mac: Mac, model: string, typed: { readonly pin?: string }): LogoutOutcome;
  /** Resolves when everything that was done so far would outlive the process. */
  settled(): Promise<void>;
}
