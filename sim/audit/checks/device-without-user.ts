import type { Check } from "../check.js";
import { listed } from "../listed.js";

/** In Device-and-User mode a device at which nobody is logged on can call nothing (PBX-100). */
export const deviceWithoutUser: Check = {
  id: "device-without-user",
  rules: ["PBX-100"],
  severity: "error",
  finds: "A device of Device-and-User mode has no user, so its phone can call nothing, 911 included.",
  proof: "emergency/device-without-user",
  find: ({ setup }) => {
    const extensions = Object.entries(setup.extensions).flatMap(([number, { deviceUser }]) =>
      deviceUser === "none" ? [number] : [],
    );
    const [first] = extensions;
    if (first === undefined) return [];
    return [
      {
        path: ["extensions", first, "device-user"],
        message: `nobody is logged on at ${listed(extensions)}: an announcement answers whatever is dialled there, ${listed(setup.emergencyNumbers)} too`,
        hint: "Log desks out to a placeholder, which is an extension with a user, and take `device-user` away.",
        affects: { extensions, numbers: [...setup.emergencyNumbers] },
      },
    ];
  },
};
