import type { RuleContext } from "../hotdesk/rule-context.js";
import type { DeskCalls } from "./desk-calls.js";
import type { MappingLedger } from "./mapping-ledger.js";
import type { PhoneNotifier } from "./phone-notifier.js";

/** What the parts of the module at work have in common. */
export interface ModuleParts {
  readonly ledger: MappingLedger;
  readonly calls: DeskCalls;
  readonly phones: PhoneNotifier;
  /** What the rules look at, as it is now. */
  context(): RuleContext;
  note(text: string): void;
}
