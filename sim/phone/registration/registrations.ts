import type { RegistrationState } from "../../transcript/event.js";
import type { HandsetTransport } from "../handset-transport.js";
import type {
  LeaveResult,
  RegistrationPort,
  SipIdentity,
  SipOptions,
  SuccessionPort,
  UnregisterScope,
  WhenSettled,
} from "../ports.js";
import type { RegistrationWire } from "../wire/wire.js";
import { Registration } from "./registration.js";

/**
 * The registrations of one handset: that of its present identity and, while it changes, that of the former. Each has
 * a Call-ID of its own; both go out from the one socket, as two separate REGISTERs (policy `register-order`).
 */
export class Registrations implements RegistrationPort, SuccessionPort, RegistrationWire {
  readonly #options: SipOptions;
  readonly #transport: HandsetTransport;
  #made = 0;
  #present: Registration;
  #former: Registration | undefined;

  constructor(options: SipOptions, transport: HandsetTransport) {
    this.#options = options;
    this.#transport = transport;
    this.#present = this.#make();
    transport.attach({ registration: this });
  }

  get state(): RegistrationState {
    return this.#present.state;
  }

  configure(identity: SipIdentity | undefined): void {
    this.dropFormer();
    this.#present.configure(identity);
  }

  register(): void {
    this.#present.register();
  }

  whenSettled(tell: WhenSettled): void {
    this.#present.whenSettled(tell);
  }

  unregister(scope: UnregisterScope): Promise<LeaveResult> {
    return this.#present.unregister(scope);
  }

  stop(): void {
    this.dropFormer();
    this.#present.stop();
  }

  succeed(identity: SipIdentity): void {
    this.dropFormer();
    this.#former = this.#present;
    this.#present = this.#make();
    this.#present.configure(identity);
  }

  async leaveFormer(scope: UnregisterScope): Promise<void> {
    const former = this.#former;
    await former?.unregister(scope);
    if (this.#former === former) this.dropFormer();
  }

  dropFormer(): void {
    this.#former?.stop();
    this.#former = undefined;
  }

  restore(identity: SipIdentity, leaves: boolean): void {
    const failed = this.#present;
    const known = this.#former;
    this.#present = known ?? this.#make();
    this.#former = failed;
    if (!known) this.#present.configure(identity);
    if (leaves) void this.leaveFormer("own-contact");
    else this.dropFormer();
    if (leaves && this.state === "registered") this.#present.announce();
    else this.#present.register();
  }

  onResponse(data: Buffer): void {
    if (this.#present.onResponse(data) || this.#former?.onResponse(data)) return;
    this.#options.shared.counters.late++;
  }

  onFlowLost(reason: string): void {
    this.#present.onFlowLost(reason);
    this.#former?.onFlowLost(reason);
  }

  #make(): Registration {
    const number = this.#made++;
    const name = number === 0 ? "registration" : `registration-${number}`;
    return new Registration(this.#options, this.#transport, this.#options.random.fork(name));
  }
}
