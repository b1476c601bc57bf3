import type { Mac } from "../../model/mac.js";
import type { DeskFacts } from "../hotdesk/desk-facts.js";

/** What hot desking asks of the PBX. */
export interface DeskCalls extends DeskFacts {
  /** Ends the phone's calls, but never an emergency call. */
  hangUp(mac: Mac): void;
  /** The PBX forgets the extension's contacts; their phones are not notified. @param except phones that keep theirs */
  evict(extension: string, except: readonly Mac[]): void;
  /** Asks one phone to fetch its configuration. @returns false where the PBX has no contact of it */
  notifyCheckSync(mac: Mac, reboot: boolean): Promise<boolean>;
}
