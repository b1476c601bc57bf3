import { afterEach, beforeEach } from "vitest";
import { Rig } from "./rig.js";
import { ScriptedPeer } from "./scripted-peer.js";

/** A handset and the other side of its calls, which says what the test has it say. */
export interface HandsetAndPeer {
  readonly peer: ScriptedPeer;
  readonly rig: Rig;
}

/**
 * Opens both before each test of the file, and closes them after it.
 * @example withPeer((opened) => { ({ peer, rig } = opened); });
 */
export function withPeer(onOpened: (opened: HandsetAndPeer) => void): void {
  let close = async (): Promise<void> => undefined;
  beforeEach(async () => {
    const peer = await ScriptedPeer.open();
    const rig = await Rig.open(peer.address);
    close = async () => {
      await rig.close();
      peer.close();
    };
    onOpened({ peer, rig });
  });
  afterEach(() => close());
}
