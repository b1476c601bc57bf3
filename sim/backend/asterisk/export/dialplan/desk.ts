import type { Setup } from "../../../../model/setup/setup.js";
import type { Context, Step } from "./context-text.js";
import { isEqual } from "./literal-text.js";

export const deskContext = "sub-desk";

/**
 * DESK_NUMBER: the caller id of the location whose network the phone is in (policy `emergency-identity: desk`), empty
 * where no network holds its address. The first location that fits counts.
 */
export function deskSubroutine({ locations }: Pick<Setup, "locations">): Context {
  const places = Object.entries(locations);
  const tests = places.map(([, { subnet }], index): Step => {
    const [network = "", bits = "32"] = subnet.split("/");
    const octets = Number(bits) / 8;
    const prefix = network.split(".").slice(0, octets).join(".");
    const fields = octets === 1 ? "1" : `1-${octets}`;
    return `GotoIf($[${isEqual(`\${CUT(ADDRESS,.,${fields})}`, prefix)}]?at-${index + 1})`;
  });
  const found = places.flatMap(([, { callerId }], index): Step[] => [
    { label: `at-${index + 1}`, does: `Set(DESK_NUMBER=${callerId})` },
    "Return()",
  ]);
  return {
    name: deskContext,
    about: [
      "The number of the desk by the network that the phone is in:",
      ...places.map(([name, { subnet, callerId }]) => `${subnet} ${callerId} ${name}`),
    ],
    extensions: [{ number: "s", steps: ["Set(DESK_NUMBER=)", ...tests, "Return()", ...found] }],
  };
}
