import { expect, test } from "vitest";
import { farEndText } from "../../../sim/transcript/far-end-text.js";

const answered: Parameters<typeof farEndText>[0] = {
  type: "psap",
  seq: 1,
  atMs: 0,
  farEnd: "psap",
  trunk: "emergency",
  number: "933",
  callerId: "2125550100",
  location: "new-york",
  state: "answered",
};

test("what a far end received, and what it made of that, in one line", () => {
  expect(farEndText(answered)).toBe("PSAP received 933 from 2125550100 (new-york)");
  expect(farEndText({ ...answered, farEnd: "carrier", location: undefined })).toBe(
    "carrier received 933 from 2125550100 (location unknown)",
  );
  const readBack = { number: "2125550100", location: "100 Example Street" };
  expect(farEndText({ ...answered, sentLocation: "100 Example Street", readBack })).toBe(
    "PSAP received 933 from 2125550100 (new-york), sent from 100 Example Street, reads back 2125550100, 100 Example Street",
  );
  expect(farEndText({ ...answered, state: "ended", readBack })).toBe(
    "PSAP: 933 from 2125550100 (new-york) ended",
  );
});
