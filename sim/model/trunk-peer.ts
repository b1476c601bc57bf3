/** The way to the far end, as a PBX knows it: all trunks lead to one address. */
export interface TrunkPeer {
  readonly host: string;
  /** UDP. */
  readonly port: number;
  /** Nothing is there to be called by that trunk, as a PBX finds out by OPTIONS (qualify): no INVITE leaves. */
  isDown(trunk: string): boolean;
}
