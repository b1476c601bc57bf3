import type { Mac } from "../../model/identity.js";
import type { RuleContext } from "../hotdesk/rule-context.js";
import type { DeskCalls } from "./desk-calls.js";
import type { MappingLedger } from "./mapping-ledger.js";

/** What the parts of the module at work have in common. */
export interface ModuleParts {
  readonly ledger: MappingLedger;
  readonly calls: DeskCalls;
  /** What the rules look at, as it is now. */
  context(): RuleContext;
  note(text: string): void;
}

/** A phone that cannot be reached finds its new configuration when it next fetches. */
export function tellPhone({ calls, note }: ModuleParts, mac: Mac, reboot: boolean): void {
  calls.notifyCheckSync(mac, reboot).then(
    (told) => {
      if (!told) note(`${mac}: has a new mapping, but no contact to be told by`);
    },
    (error: unknown) => note(`${mac}: has a new mapping, check-sync failed: ${String(error)}`),
  );
}
