import type { SipIdentity } from "./ports.js";
import type { DeskConfig } from "./provisioning/desk-config.js";
import type { Candidate, DeskMemory } from "./provisioning/desk-memory.js";
import type { FetchedConfig } from "./provisioning/fetch-config.js";
import { resolveIdentity } from "./sip-identity.js";

/** A configuration that could be put in force, and who the desk would be for the PBX with it. */
export interface FreshConfig {
  readonly candidate: Candidate;
  readonly identity: SipIdentity | undefined;
}

/** Where a phone gets its configuration from: the server, or what it has stored. */
export class ConfigSource {
  readonly #memory: DeskMemory;
  readonly #fetch: (signal: AbortSignal) => Promise<FetchedConfig>;
  readonly #resolve: (host: string) => Promise<string | undefined>;
  readonly #sipUserAgent: string;

  constructor(
    memory: DeskMemory,
    parts: {
      readonly fetch: (signal: AbortSignal) => Promise<FetchedConfig>;
      readonly resolve: (host: string) => Promise<string | undefined>;
      readonly sipUserAgent: string;
    },
  ) {
    this.#memory = memory;
    this.#fetch = parts.fetch;
    this.#resolve = parts.resolve;
    this.#sipUserAgent = parts.sipUserAgent;
  }

  /** @returns in words, why nothing usable was fetched, after it was recorded */
  async fresh(signal: AbortSignal): Promise<FreshConfig | string> {
    const fetched = await this.#fetch(signal);
    if (signal.aborted) return "given up";
    const candidate = fetched.ok ? this.#memory.candidate(fetched) : undefined;
    const identity = candidate ? await this.identityOf(candidate.config) : undefined;
    if (signal.aborted) return "given up";
    if (candidate && typeof identity !== "string") return { candidate, identity };
    const reason = fetched.ok ? String(identity) : fetched.reason;
    this.#memory.refuse(fetched.file, reason);
    return reason;
  }

  /** @returns undefined without an account; in words, why the server of the account cannot be reached */
  async identityOf(config: DeskConfig): Promise<SipIdentity | undefined | string> {
    return config.account && resolveIdentity(config.account, this.#resolve, this.#sipUserAgent);
  }
}
