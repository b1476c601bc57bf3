import type { SipRequest, SipResponse } from "../../sip/message/message.js";
import type { SipIdentity } from "../ports.js";
import { Agent, type AgentOptions } from "./agent.js";
import { agentOf, transactionKey } from "./branches.js";
import { callIdOf } from "./call-id.js";

/** The user agents of one handset: one for each identity that has a call, and none while there is no call. */
export class Agents {
  readonly #options: Omit<AgentOptions, "number" | "identity" | "onRetired">;
  /** The one of the present identity last; those before it end their calls. */
  readonly #agents = new Map<number, Agent>();
  /** Transactions of INVITEs whose user agent is gone: a late copy must not ring again. */
  readonly #pastInvites = new Set<string>();
  #made = 0;

  constructor(options: Omit<AgentOptions, "number" | "identity" | "onRetired">) {
    this.#options = options;
  }

  /** That of the identity, made where there is none yet. */
  of(identity: SipIdentity): Agent {
    const present = [...this.#agents.values()].at(-1);
    if (present?.identity === identity) return present;
    const number = ++this.#made;
    const agent = new Agent({
      ...this.#options,
      ...{ number, identity },
      onRetired: (retired) => this.#onRetired(number, retired),
    });
    this.#agents.set(number, agent);
    return agent;
  }

  /** The one that has the dialog of a request. */
  inDialog(request: SipRequest): Agent | undefined {
    const callId = callIdOf(request);
    return [...this.#agents.values()].find(({ wire }) => wire.knows(callId));
  }

  /** The one whose request is answered. */
  askedBy(response: SipResponse): Agent | undefined {
    return this.#agents.get(agentOf(response) ?? -1);
  }

  isPast(invite: SipRequest): boolean {
    return this.#pastInvites.has(transactionKey(invite));
  }

  flowLost(reason: string): void {
    for (const agent of this.#agents.values()) agent.flowLost(reason);
  }

  dispose(): void {
    for (const agent of this.#agents.values()) agent.dispose();
    this.#agents.clear();
    this.#pastInvites.clear();
  }

  #onRetired(number: number, agent: Agent): void {
    const { clock, timers } = this.#options.sip;
    this.#agents.delete(number);
    for (const key of agent.wire.inviteKeys) {
      this.#pastInvites.add(key);
      clock.after(64 * timers.t1, () => this.#pastInvites.delete(key));
    }
  }
}
