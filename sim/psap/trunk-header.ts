/** The header by which the far end knows the trunk that an INVITE came over: all trunks end at one address. */
export const trunkHeader = "X-Trunk";
