import type { Mapping } from "../../../../sim/backend/hotdesk/mapping.js";
import { mac } from "../../backend/sample-setup.js";
import type { CheckCases } from "./case.js";

const phone = (last: number, mapping: Partial<Mapping>) => ({
  mac: mac(`00:1f:c1:00:00:0${last}`),
  model: "CIP270",
  mapping: { extension: "1001", role: "user" as const, active: true, ...mapping },
});
const phones = ["001fc1000001", "001fc1000002"];
const nothing = () => {};

/** What phones are mapped to, on a running backend. */
export const mappingCases: CheckCases = {
  "mapping-without-extension": {
    careless: nothing,
    devices: [
      phone(1, { extension: "4444" }),
      phone(2, { extension: "4444" }),
      phone(3, { extension: "5555", active: false }),
    ],
    found: ["error extensions.4444"],
    affects: { extensions: ["4444"], phones },
  },
  "mapping-without-template": {
    careless: nothing,
    devices: [
      phone(1, { template: "Gone" }),
      phone(2, { template: "Gone" }),
      phone(3, { template: "EST Default" }),
    ],
    found: ["warning templates.Gone"],
    affects: { templates: ["Gone"], phones },
  },
  "mapping-without-layout": {
    careless: nothing,
    devices: [phone(1, { layout: "gone" }), phone(2, { layout: "gone" }), phone(3, { layout: "user-270" })],
    found: ["warning model-layouts.gone"],
    affects: { layouts: ["gone"], phones },
  },
};
