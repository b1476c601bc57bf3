/**
 * A PBX that is cut off from the network, switched on and off while phones run: every message between them and
 * it is lost, without an error.
 */
export class SipSilence {
  on = false;
}
