import { expect, test } from "vitest";
import { sendNotify } from "../../../../sim/backend/pbx/notify.js";

test("a NOTIFY has not left where the library throws, its connection to the SIP server being gone", async () => {
  const app = {
    request: (): never => {
      throw new Error("no connection");
    },
  };
  const notify = { uri: "sip:1001@127.0.0.1:9", extension: "1001", event: "message-summary" };
  await expect(sendNotify(app, notify, () => undefined)).resolves.toBe(false);
});
