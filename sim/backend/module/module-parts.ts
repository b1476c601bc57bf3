import type { RuleContext } from "../hotdesk/rule-context.js";
import type { DeskCalls } from "./desk-calls.js";
import type { MappingLedger } from "./mapping-ledger.js";
import type { PhoneTeller } from "./phone-teller.js";

/** What the parts of the module at work have in common. */
export interface ModuleParts {
  readonly ledger: MappingLedger;
  readonly calls: DeskCalls;
  readonly phones: PhoneTeller;
  /** What the rules look at, as it is now. */
  context(): RuleContext;
  note(text: string): void;
}
