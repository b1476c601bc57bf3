import { test } from "vitest";
import { parityMs, playsAsEmbedded } from "./parity.js";

// A file for each transport: files are tested side by side.
test(
  "over UDP more than 120 scenarios end on a real Asterisk as on the embedded PBX",
  { timeout: parityMs },
  (context) => playsAsEmbedded("udp", context),
);
