import type { PhoneBehaviour } from "../model/setup/policies.js";
import type { RegistrationState } from "../transcript/event.js";
import type { Recorder } from "../transcript/recorder.js";
import type {
  CallsPort,
  HoldPort,
  HookPort,
  RegistrationPort,
  SipIdentity,
  SuccessionPort,
  TransportPort,
} from "./ports.js";
import { sharesFlow } from "./sip-identity.js";

/** The SIP side of one handset. */
export interface SipPorts {
  readonly transport: TransportPort;
  readonly registration: RegistrationPort & SuccessionPort;
  readonly calls: CallsPort & HookPort & HoldPort;
}

/** What deskfleet lets a phone choose where the maker's pages say nothing about the wire. */
type IdentityBehaviour = Pick<
  PhoneBehaviour,
  "registerOrder" | "unregisterScope" | "unregisterFailed" | "contactPort"
>;

/**
 * Which account the desk has at the PBX, and how it changes to another: in what order, and which contacts it takes
 * away, is policy. Two identities are two REGISTERs from one socket, never one (policy `register-order`).
 *
 *   unregister-first   letGo ─▶ take ─▶ settle
 *   register-first              take ─▶ outcome ─▶ settle (the former contact goes now)
 *   no-unregister               take ─▶ settle
 *   with a way back             … take ─▶ outcome ─▶ settle, or goBack
 */
export class ActiveAccount {
  readonly #sip: SipPorts;
  readonly #recorder: Recorder;
  readonly #behaviour: IdentityBehaviour;
  #current: SipIdentity | undefined;
  #former: SipIdentity | undefined;
  /** The former contact is there until the present one is registered. */
  #leavesLater = false;

  constructor(
    sip: SipPorts,
    parts: {
      readonly recorder: Recorder;
      readonly behaviour: IdentityBehaviour;
    },
  ) {
    this.#sip = sip;
    this.#recorder = parts.recorder;
    this.#behaviour = parts.behaviour;
  }

  get current(): SipIdentity | undefined {
    return this.#current;
  }

  /** The identity before the present one, until that has settled. */
  get former(): SipIdentity | undefined {
    return this.#former;
  }

  /** What the registrar thinks of the present identity at this moment. */
  get isRegistered(): boolean {
    return this.#sip.registration.state === "registered";
  }

  /** Takes the present contact away; calls go on. At most 4 s. */
  async unregister(): Promise<void> {
    if (this.#current?.registers) await this.#sip.registration.unregister(this.#behaviour.unregisterScope);
  }

  /**
   * Takes its contacts away for good and tries to register no more. A registrar that fails (no answer, 5xx) is not asked
   * again. At most 4 s.
   */
  async leave(): Promise<void> {
    const { registration } = this.#sip;
    const isFailing = registration.state === "failing";
    await Promise.all([
      isFailing ? undefined : registration.unregister("own-contact"),
      registration.leaveFormer("own-contact"),
    ]);
    if (isFailing) registration.stop();
  }

  /**
   * What comes before the next identity is taken: by policy its contact is taken away, or stays for the time being.
   * @returns false where that got no answer and the change is to be given up (policy `unregister-failed` = abort)
   */
  async letGo(next: SipIdentity | undefined): Promise<boolean> {
    const { registerOrder, unregisterScope, unregisterFailed } = this.#behaviour;
    const stays = registerOrder === "no-unregister" || this.registersFirst(next);
    if (!this.#current?.registers || stays) return true;
    const result = await this.#sip.registration.unregister(unregisterScope);
    return result === "gone" || unregisterFailed === "continue";
  }

  /** The change is given up: the desk is registered as it was. */
  stay(): void {
    this.#sip.registration.register();
  }

  /** Opens what the identity needs, before it is taken. */
  async prepare(identity: SipIdentity): Promise<void> {
    try {
      await this.#sip.transport.open(identity.protocol, identity.serverName);
    } catch (error) {
      // The desk stays up without SIP, as a phone without network does; registering fails and says so.
      this.#recorder.record({ type: "note", text: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Takes that identity and registers it; with none, the socket is released. */
  async take(identity: SipIdentity | undefined): Promise<void> {
    const { registration, calls, transport } = this.#sip;
    this.#leavesLater = this.registersFirst(identity);
    this.#former = this.#current;
    this.#current = identity;
    if (identity && this.#former) registration.succeed(identity);
    else registration.configure(identity);
    calls.configure(identity);
    if (identity?.registers) registration.register();
    if (!identity) await transport.close();
  }

  /**
   * Whether the next identity registers while the contact of the present one is there. Two contacts of one name, or
   * on two sockets, cannot be told apart or kept.
   */
  registersFirst(next: SipIdentity | undefined): boolean {
    const current = this.#current;
    if (this.#behaviour.registerOrder !== "register-first" || !current?.registers || !next) return false;
    return next.extension !== current.extension && sharesFlow(next, current);
  }

  /**
   * Waits for the registrar's verdict on the present identity. A silent registrar has given it when the transaction is
   * over (Timer F, 64·T1): until then lost datagrams are no refusal, and calls go out as the present identity.
   * @param accepted called at the moment when it is registered, before anybody hears of that; also where it need not be
   * @returns undefined then; else in words, why it is not registered
   */
  async outcome(signal: AbortSignal, accepted = (): void => undefined): Promise<string | undefined> {
    const identity = this.#current;
    if (!identity?.registers) {
      accepted();
      return undefined;
    }
    return new Promise<string | undefined>((resolve) => {
      const onAbort = (): void => resolve("given up");
      signal.addEventListener("abort", onAbort, { once: true });
      this.#sip.registration.whenSettled((state, reason) => {
        signal.removeEventListener("abort", onAbort);
        if (state === "registered" && !signal.aborted) accepted();
        resolve(state === "registered" ? undefined : refusalText(state, identity.extension, reason));
      });
    });
  }

  /** The change is over: the former identity is forgotten, after its contact is taken away where that is still to do. */
  async settle(signal: AbortSignal): Promise<void> {
    const { registration } = this.#sip;
    if (this.#leavesLater) {
      await this.outcome(signal);
      if (signal.aborted) return;
      await registration.leaveFormer(this.#behaviour.unregisterScope);
    } else registration.dropFormer();
    this.#former = undefined;
  }

  /** Returns to the identity of before, or to none (T16). */
  async goBack(identity: SipIdentity | undefined): Promise<void> {
    const { registration, calls, transport } = this.#sip;
    const other = this.#current;
    this.#former = undefined;
    this.#current = identity;
    calls.configure(identity);
    if (identity) {
      // Two contacts of one name are one: to take the other's away would take this one's.
      const leaves = other && other.extension !== identity.extension && sharesFlow(identity, other);
      registration.restore(identity, leaves === true);
      return;
    }
    await registration.unregister("own-contact");
    registration.configure(undefined);
    await transport.close();
  }

  /** Power is gone, or the phone starts anew: nothing is sent, the PBX may keep its contact (T17). */
  async drop(): Promise<void> {
    await this.#leave((transport) => transport.close());
  }

  /** The same by a power cut: of a connection the far end hears nothing. */
  async cut(): Promise<void> {
    await this.#leave((transport) => transport.cut());
  }

  /** The same as the phone is taken away for good. */
  async dispose(): Promise<void> {
    await this.#leave((transport) => transport.dispose());
  }

  async #leave(release: (transport: TransportPort) => Promise<void>): Promise<void> {
    this.#current = undefined;
    this.#former = undefined;
    this.#sip.registration.stop();
    this.#sip.calls.stop();
    await release(this.#sip.transport);
    if (this.#behaviour.contactPort === "random") this.#sip.transport.forgetPort();
  }
}

function refusalText(state: RegistrationState, extension: string, reason: string | undefined): string {
  switch (state) {
    case "refused":
      return `the PBX does not let ${extension} register`;
    case "rejected":
      return `the PBX rejects ${extension}`;
    default:
      return reason === undefined || reason === "no answer"
        ? `the PBX does not answer for ${extension}`
        : `${extension} cannot register: ${reason}`;
  }
}
