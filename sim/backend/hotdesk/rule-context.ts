import type { Mac } from "../../model/mac.js";
import type { Setup } from "../../model/setup/setup.js";
import type { DeskFacts } from "./desk-facts.js";
import type { Mappings } from "./mapping-store.js";
import type { Seams } from "./seams.js";

/** What the rules of login and logout look at besides the request itself, as it is at this moment. */
export interface RuleContext {
  readonly setup: Setup;
  readonly mappings: Mappings;
  readonly facts: DeskFacts;
  readonly seams: Seams;
  /** The IPv4 address that a phone was last seen at. */
  addressOf(mac: Mac): string | undefined;
}
