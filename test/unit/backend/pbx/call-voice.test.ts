import { expect, onTestFinished, test } from "vitest";
import { CallVoice } from "../../../../sim/backend/pbx/call-voice.js";
import { createRandom } from "../../../../sim/model/random.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import { offer } from "./test-phone.js";

test("what fails once the PBX has its voice is told: the process would end of it", async () => {
  const voice = new CallVoice({
    ...{ host: "127.0.0.1", offer, silentSession: offer, events: true, onKey: () => undefined },
    sound: { clock: systemClock, random: createRandom(1) },
  });
  onTestFinished(() => voice.close());
  const gone = new Error("the connection to the SIP server is gone");
  const failed = new Promise((resolve) => {
    const answer = (): never => {
      throw gone;
    };
    voice.speak("prompt", answer, resolve);
  });
  expect(await failed).toBe(gone);
});
