/**
 * A PBX that nobody hears and that hears nobody, switched on and off while phones run: every datagram between them and
 * it is lost, and nothing tells them so.
 */
export class SipSilence {
  on = false;
}
