import { createFaultSet, type FaultSet } from "../../../../sim/backend/fault-set.js";
import { type FarEnd, startFarEnd } from "../../../../sim/backend/pbx/far-end.js";
import { type Pbx, type PbxEvent, startPbx } from "../../../../sim/backend/pbx/pbx.js";
import { createSetupStore, type SetupStore } from "../../../../sim/backend/setup-store.js";
import { startSwitch } from "../../../../sim/backend/switch/switch.js";
import type { FarEndCallView } from "../../../../sim/model/control-api.js";
import { createRandom } from "../../../../sim/model/random.js";
import type { Setup } from "../../../../sim/model/setup.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import type { SocketAddress } from "../../../../sim/sip/transport/transport.js";
import { TestPhone } from "./test-phone.js";
import { twoOffices } from "./two-offices.js";

/** Switch, PBX and far end on loopback, and phones on them. */
export interface Rig {
  readonly pbx: Pbx;
  readonly farEnd: FarEnd;
  readonly faults: FaultSet;
  readonly setup: SetupStore;
  readonly sip: SocketAddress;
  readonly notes: readonly string[];
  /** What the far end told, in order; resolves when there are that many. */
  farEndCalls(count: number): Promise<readonly FarEndCallView[]>;
  /** A phone with the credentials of an extension, at an address of loopback. */
  phone(extension: string, host?: string, protocol?: "udp" | "tcp"): Promise<TestPhone>;
  /** Ends the SIP server alone, as a crash would. */
  stopSipServer(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRig(changes: Partial<Setup> = {}): Promise<Rig> {
  const setup = createSetupStore(twoOffices(changes));
  const faults = createFaultSet();
  const notes: string[] = [];
  const told: FarEndCallView[] = [];
  let heard: () => void = () => {};
  const secret = "control";
  const sip = await startSwitch({ host: "127.0.0.1", udpPort: 0, tcpPort: 0, secret });
  const farEnd = await startFarEnd({
    host: "127.0.0.1",
    setup,
    onCall: (view) => {
      told.push(view);
      heard();
    },
  });
  const pbx = await startPbx({
    drachtio: { ...sip.admin, secret },
    setup,
    faults,
    onEvent: (event: PbxEvent) => notes.push(event.text),
    farEnd: farEnd.address,
    clock: systemClock,
    random: createRandom(1),
  });
  const phones: TestPhone[] = [];
  return {
    pbx,
    farEnd,
    faults,
    setup,
    sip: sip.udp,
    notes,
    farEndCalls: (count) =>
      new Promise((resolve) => {
        heard = () => {
          if (told.length >= count) resolve(told);
        };
        heard();
      }),
    phone: async (extension, host, protocol) => {
      const password = setup.current.extensions[extension]?.secret ?? "none";
      const phone = await TestPhone.open(sip.udp, { user: extension, password }, host, protocol);
      phones.push(phone);
      return phone;
    },
    stopSipServer: () => sip.stop(),
    stop: async () => {
      for (const phone of phones) phone.close();
      await pbx.stop();
      await farEnd.stop();
      await sip.stop();
    },
  };
}
