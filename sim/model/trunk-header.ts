/** The header by which the far end knows the trunk that an INVITE came over: all trunks end at one address. */
export const trunkHeader = "X-Trunk";

/**
 * The header by which the far end knows the call of a phone that an INVITE is the rest of: its Call-ID on the way to the
 * PBX, which makes a call of its own of each (RFC 7092).
 */
export const callerCallHeader = "X-Caller-Call-ID";
