import type { Clock } from "../../model/clock.js";
import type { Mac } from "../../model/mac.js";
import type { LoginRequest } from "../hotdesk/login.js";
import type { LoginOutcome } from "../hotdesk/login-outcome.js";

/**
 * Two logins for one phone or one user within this time are one moment, unless the first phone has registered
 * meanwhile (policy concurrent-submit).
 */
const momentMs = 1000;

interface RecentLogin {
  readonly request: LoginRequest;
  readonly reboot: boolean;
  readonly atMs: number;
}

/** Logins that were finished within the last second, and whose phones have not registered yet. */
export class RecentLogins {
  readonly #clock: Clock;
  #logins: readonly RecentLogin[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  note(request: LoginRequest, { reboot }: LoginOutcome): void {
    this.#logins = [...this.#live(), { request, reboot, atMs: this.#clock.now() }];
  }

  /** The same answer once more, such as a key pressed twice: the phone gets the same answer, and nothing changes. */
  repeated(request: LoginRequest): LoginOutcome | undefined {
    const same = this.#live().find((login) => isSame(login.request, request));
    return same && { changes: [], moved: [], evicted: undefined, reboot: same.reboot };
  }

  /** Whether another login for this phone or this user was finished at this very moment. */
  hasOther({ mac, extension }: LoginRequest): boolean {
    return this.#live().some(({ request }) => request.mac === mac || request.extension === extension);
  }

  /** The phone is there: the login is over, and one that comes now comes after it. */
  arrived(mac: Mac, extension: string): void {
    this.#logins = this.#live().filter(
      ({ request }) => request.mac !== mac || request.extension !== extension,
    );
  }

  /** What comes now comes after that change, not at the same moment. */
  mappingChanged(mac: Mac): void {
    this.#logins = this.#live().filter(({ request }) => request.mac !== mac);
  }

  #live(): readonly RecentLogin[] {
    if (this.#logins.length === 0) return this.#logins;
    const sinceMs = this.#clock.now() - momentMs;
    return this.#logins.filter(({ atMs }) => atMs > sinceMs);
  }
}

function isSame(one: LoginRequest, other: LoginRequest): boolean {
  const fields = ["mac", "model", "extension", "template", "layout"] as const;
  return fields.every((field) => one[field] === other[field]);
}
