import type { CallState } from "../../../../sim/backend/hotdesk/desk-facts.js";
import { MappingStore } from "../../../../sim/backend/hotdesk/mapping-store.js";
import type { RuleContext } from "../../../../sim/backend/hotdesk/rule-context.js";
import { intact, type Seams } from "../../../../sim/backend/hotdesk/seams.js";
import type { Mac } from "../../../../sim/model/mac.js";
import type { Setup } from "../../../../sim/model/setup/setup.js";
import { sampleSetup } from "../sample-setup.js";

/** What the PBX would say, written down. */
export interface RuleRig {
  readonly setup?: Setup;
  readonly store?: MappingStore;
  readonly seams?: Partial<Seams>;
  readonly calls?: Readonly<Record<string, CallState>>;
  readonly contacts?: Readonly<Record<string, readonly (Mac | undefined)[]>>;
  readonly addresses?: Readonly<Record<string, string>>;
}

export function ruleContext(rig: RuleRig = {}): RuleContext {
  return {
    setup: rig.setup ?? sampleSetup(),
    mappings: rig.store ?? new MappingStore(),
    seams: { ...intact, ...rig.seams },
    facts: {
      callOf: (mac) => rig.calls?.[mac] ?? "none",
      contactsOf: (extension) => (rig.contacts?.[extension] ?? []).map((mac) => ({ mac })),
    },
    addressOf: (mac) => rig.addresses?.[mac],
  };
}
