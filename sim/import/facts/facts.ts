/**
 * What a FreePBX says about itself, in its own words, before it becomes a setup. Nothing here is judged or bounded;
 * a field that is absent was not in the source.
 */
export interface PbxFacts {
  /** Version of the module core. */
  readonly core?: string;
  readonly extensions: ReadonlyMap<string, ExtensionFacts>;
  /** By number: phones that may call emergency numbers and nothing else (PBX-99). */
  readonly emergencyDevices?: ReadonlyMap<string, EmergencyDeviceFacts>;
  readonly trunks?: readonly TrunkFacts[];
  /** In the order in which they are tried. */
  readonly routes?: readonly RouteFacts[];
  /** The same as Asterisk runs them: what a call meets. Some of a route is not told there. */
  readonly runningRoutes?: readonly RouteFacts[];
  readonly runningTrunks?: readonly TrunkFacts[];
  /** Those that a list without the others tells: enabled ones of PJSIP. */
  readonly listedTrunks?: readonly TrunkFacts[];
  /** Dial plan written by hand, ahead of the routes. */
  readonly customDialPlan?: readonly CustomFacts[];
  readonly pinSets?: readonly PinSetFacts[];
  readonly timeGroups?: readonly TimeGroupFacts[];
  readonly dids?: readonly DidFacts[];
  readonly users?: readonly UserFacts[];
  /** In the order in which they win. */
  readonly groups?: readonly GroupFacts[];
  /** Networks of the PBX's own sites, as in `10.20.0.0/16`. */
  readonly localNetworks?: readonly string[];
}

/** Caller ids are texts, as FreePBX keeps them: `"name" <number>`, `hidden <number>` or a number. */
export interface ExtensionFacts {
  readonly name?: string;
  /** `pjsip`, `virtual` … */
  readonly technology?: string;
  readonly secret?: string;
  readonly maxContacts?: number;
  readonly removeExisting?: boolean;
  readonly matchPermit?: readonly string[];
  readonly context?: string;
  readonly emergencyCid?: string;
  readonly outboundCid?: string;
  /** 0 = no limit. */
  readonly concurrencyLimit?: number;
  readonly pinless?: boolean;
  readonly cidMasquerade?: string;
  readonly callWaiting?: boolean;
  /** Of its device: the number itself, another one in Device-and-User mode, or `none` (PBX-100). */
  readonly deviceUser?: string;
  /** Does it have a mailbox? */
  readonly mailbox?: boolean;
  /** As stored: a leading `-` means that the user may not change it (FI-7). */
  readonly pin?: string;
  readonly mailboxContext?: string;
}

export interface EmergencyDeviceFacts {
  readonly emergencyCid: string;
  readonly location?: string;
  readonly secret?: string;
  readonly maxContacts?: number;
}

export interface DialRuleFacts {
  readonly prefix: string;
  readonly match: string;
  readonly prepend: string;
}

export interface TrunkFacts {
  readonly id: string;
  readonly name: string;
  readonly technology: string;
  readonly callerId: string;
  /** `off`, `on`, `cnum` or `all`. */
  readonly keepCid: string;
  /** Absent: no limit. */
  readonly maxChannels?: number;
  readonly disabled: boolean;
  readonly continueIfBusy: boolean;
  /** Absent: the source does not tell them. */
  readonly dialRules?: readonly DialRuleFacts[];
}

export interface PatternFacts extends DialRuleFacts {
  /** Number of the only caller that it is for; empty: all. */
  readonly caller: string;
}

export interface RouteFacts {
  readonly id: string;
  readonly name: string;
  readonly emergency: boolean;
  readonly intraCompany: boolean;
  readonly patterns: readonly PatternFacts[];
  /** Ids, in order. */
  readonly trunks: readonly string[];
  readonly callerId: string;
  readonly overridesExtension: boolean;
  /** A text that holds a `/` is a file on the PBX (FI-17). */
  readonly password: string;
  /** Id. */
  readonly pinSet?: string;
  /** Id. */
  readonly timeGroup?: string;
  /** Those of its time group, where the group has no id: each as `08:00-18:00|mon-fri|*|*`. */
  readonly timeRanges?: readonly string[];
  readonly timeZone: string;
  readonly failureDestination: string;
  /** Addresses; empty: nobody is told. */
  readonly notify: string;
  readonly notifyOn: string;
}

export interface CustomFacts {
  readonly context: string;
  readonly line: string;
}

export interface PinSetFacts {
  readonly id: string;
  readonly name: string;
  readonly pins: readonly string[];
  /** Is the PIN stored with the call? Absent: the source does not tell. */
  readonly recorded?: boolean;
  /** Ids of the routes that ask for it. */
  readonly routes: readonly string[];
}

export interface TimeGroupFacts {
  /** Absent: the source does not tell it. */
  readonly id?: string;
  readonly name: string;
  /** Each as `08:00-18:00|mon-fri|*|*`. */
  readonly ranges: readonly string[];
}

export interface DidFacts {
  /** A number, a pattern that begins with `_`, or empty: any. */
  readonly did: string;
  /** Number of the only caller that it is for; empty: all. */
  readonly caller: string;
  /** As in `from-did-direct,1001,1`. */
  readonly destination: string;
  readonly description: string;
}

export interface UserFacts {
  readonly name: string;
  /** Absent: none. */
  readonly defaultExtension?: string;
}

export interface GroupFacts {
  readonly name: string;
  /** By their names. */
  readonly users: readonly string[];
  /** What modules for hot desking keep there: shown, never understood (their keys are not published). */
  readonly hotDeskRows: readonly string[];
}
