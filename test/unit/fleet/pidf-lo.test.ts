import { expect, test } from "vitest";
import { pidfLo } from "../../../sim/fleet/pidf-lo.js";
import { readPidfLo } from "../../../sim/psap/location/pidf-lo.js";

test.each(["100 Example Street, Floor 4, New York, NY", "A & B <1st>, Zürich", "the \"Annex\", room '7'"])(
  "the PSAP reads the address that a phone sends: %s",
  (address) => {
    expect(readPidfLo(pidfLo(address))).toMatchObject({ ok: true, location: { text: address } });
  },
);
