import type { Clock } from "../../model/clock.js";
import type { Random } from "../../model/random.js";
import type { TimerWheel } from "../../sip/timer-wheel.js";
import type { SipTimers } from "../../sip/timers.js";
import type { SocketAddress } from "../../sip/transport/transport.js";
import type { SipIdentity } from "../ports.js";
import type { BranchOwner } from "./branches.js";
import type { CallTransport } from "./call-transport.js";

/** What the wire side of one user agent is made of. */
export interface AgentWireOptions {
  readonly transport: CallTransport;
  readonly owner: BranchOwner;
  readonly timers: SipTimers;
  readonly clock: Clock;
  readonly wheel: TimerWheel;
  readonly identity: SipIdentity;
  /** Where requests go that begin here. */
  readonly server: SocketAddress;
  readonly random: Random;
  /** Something odd that was passed over, in words. */
  readonly note: (text: string) => void;
}
