import fc from "fast-check";
import { expect, it, test } from "vitest";
import { isHold } from "../../../../sim/backend/pbx/hold.js";
import { offer } from "./test-phone.js";

test.each([
  ["nothing said", offer, false],
  ["sendrecv", `${offer}a=sendrecv\r\n`, false],
  ["recvonly", `${offer}a=recvonly\r\n`, false],
  ["sendonly", `${offer}a=sendonly\r\n`, true],
  ["inactive", `${offer}a=inactive\r\n`, true],
  ["sendonly for the whole session", offer.replace("t=0 0", "t=0 0\r\na=sendonly"), true],
  [
    "the audio's own word before the session's",
    `${offer.replace("t=0 0", "t=0 0\r\na=sendonly")}a=sendrecv\r\n`,
    false,
  ],
  ["address 0.0.0.0", offer.replace("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0"), true],
  ["no description", "", false],
])("%s: hold is %s", (_name, sdp, held) => {
  expect(isHold(sdp)).toBe(held);
});

it("reads whatever a phone sends", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.constantFrom("m=", "c=", "a=").map((line) => `${offer}${line}`),
      ),
      (text) => {
        expect(typeof isHold(text)).toBe("boolean");
      },
    ),
  );
});
