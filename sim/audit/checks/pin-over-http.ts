import type { Check } from "../check.js";

/** Over plain HTTP the PIN of every login can be read on the way (HD-35, policy pin-over-http). */
export const pinOverHttp: Check = {
  id: "pin-over-http",
  rules: ["HD-35"],
  severity: "warning",
  finds: "The Phone Apps Protocol is plain HTTP.",
  proof: "login/pin-over-http-is-warned-of",
  find: ({ setup }) => {
    const { pinOverHttp: policy, logoutConfirm } = setup.policies;
    if (setup.portSettings.protocol === "https" || policy === "allow") return [];
    const refused = policy === "refuse";
    // An admin can still log people in, and then they would stay.
    const stuck = refused && logoutConfirm === "pin" ? " and none can log out at the phone" : "";
    return [
      {
        severity: refused ? "error" : "warning",
        path: ["port-settings", "protocol"],
        message: refused
          ? `no user can log in${stuck}: PINs are refused over plain HTTP (policy pin-over-http)`
          : "the voicemail PIN of every login can be read on the network: it is sent over plain HTTP",
        hint: "Set the Phone Apps Protocol to https.",
        mend: { "port-settings": { protocol: "https" } },
      },
    ];
  },
};
