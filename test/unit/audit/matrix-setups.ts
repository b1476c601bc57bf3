import type { SetupInput } from "../../../sim/model/setup/setup.js";

type Change = (input: SetupInput) => void;

/** Everybody has an Emergency CID, which names the office where they sit; the placeholder is New York's. */
const identityOfTheExtension: Change = (input) => {
  input.policies = { ...input.policies, "emergency-identity": "extension" };
  for (const [number, settings] of Object.entries(input.extensions))
    settings["emergency-cid"] = number === "1002" ? "3125550100" : "2125550100";
  const { "1009": unknown, "1008": unset } = input.extensions;
  if (unknown) unknown["emergency-cid"] = "2125550177";
  if (unset) {
    delete unset["emergency-cid"];
    unset["outbound-cid"] = "hidden <2125550108>";
  }
};

/** 911 is closed to one, asked for a PIN, and 933 leaves by a trunk that is off. */
const carelessRoutes: Change = (input) => {
  input["pin-sets"] = { Managers: { pins: ["4711"] } };
  input.trunks = { ...input.trunks, off: { "far-end": "psap", disabled: true } };
  const emergency = { type: "emergency" as const, "denied-to": ["1001"] };
  input.routes = [
    {
      ...emergency,
      name: "Of the placeholder",
      patterns: [{ match: "911", caller: "9000" }],
      trunk: "emergency",
    },
    { ...emergency, name: "Of the others", patterns: ["911"], trunk: "emergency", "pin-set": "Managers" },
    { ...emergency, name: "Test", patterns: ["933"], trunk: "off" },
  ];
};

/** New York's call-back rings the logged-out phones, Chicago's the reception, and a third number nobody. */
const calledBack: Change = (input) => {
  identityOfTheExtension(input);
  input["inbound-routes"] = [
    { did: "2125550100", extension: "9000" },
    { did: "31255501XX", extension: "2000" },
  ];
};

/** The reception's phone is a device at which nobody is logged on: Chicago's call-back is for it. */
const calledBackAtNobody: Change = (input) => {
  calledBack(input);
  Object.assign(input.extensions["2000"] ?? {}, { "device-user": "none" });
};

/** A phone in Chicago's lobby that is for emergencies alone, and logged-out phones that nobody is logged on at. */
const devices: Change = (input) => {
  identityOfTheExtension(input);
  const secret = "s3cret-lobby-70911";
  const lobby = { name: "Lobby, 1st floor", role: "emergency-device" as const, secret };
  input.extensions["70911"] = { ...lobby, "emergency-cid": "3125550100" };
  Object.assign(input.extensions["9000"] ?? {}, { "device-user": "none" });
};

/** Two offices whose 911 matrix has cells of every kind: what they say is proven by calls, and that a finding says it. */
export const matrixSetups: readonly [string, Change][] = [
  ["as it comes", () => undefined],
  ["where the extension names the place", identityOfTheExtension],
  ["with careless routes", carelessRoutes],
  ["where the PSAP calls back", calledBack],
  ["where the PSAP calls back a device without a user", calledBackAtNobody],
  ["with an emergency device, and devices without a user", devices],
];
