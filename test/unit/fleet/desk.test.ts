import { expect, onTestFinished, test } from "vitest";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import { createDesk } from "../../../sim/fleet/desk.js";
import { IdentityDealer } from "../../../sim/fleet/identity-dealer.js";
import { createRandom } from "../../../sim/model/random.js";
import { createSipShared } from "../../../sim/phone/sip-shared.js";
import { systemClock } from "../../../sim/sip/system-clock.js";
import { Transcript } from "../../../sim/transcript/transcript.js";
import { accountOf, configFile } from "../phone/support/config-file.js";
import { labOfEachTest } from "../phone/support/lab.js";
import { profileOf } from "../phone/support/profile.js";

const given = loadSetup("scenarios/setups/two-offices.yaml", loadProfiles());
const profile = profileOf("CIP270");
const lab = labOfEachTest();

/** Resolves with the transcript's first event from now on that fits. */
function next(transcript: Transcript, fits: (event: Transcript["events"][number]) => boolean) {
  return new Promise<void>((resolve) => {
    const leave = transcript.subscribe((event) => {
      if (!fits(event)) return;
      leave();
      resolve();
    });
  });
}

test.each(["555", "771", "*67911", "0112", "9*82911", "933"])(
  "in a call to %s no reboot comes before its end, whatever the policy",
  async (number) => {
    const [emergency] = given.routes.filter(({ type }) => type === "emergency");
    if (!emergency) throw new Error("the setup has an emergency route");
    const setup = {
      ...given,
      emergencyNumbers: ["555"],
      routes: [{ ...emergency, patterns: ["77X"] }],
      policies: { ...given.policies, rebootInCall: "now" as const },
    };
    const timers = { t1: 60, t2: 480, t4: 600 };
    const transcript = new Transcript(systemClock, (text) => text);
    const { handset, abandon } = createDesk(
      {
        setup,
        backend: { configServer: lab.web.url, host: undefined, certificateAuthority: undefined },
        dealer: new IdentityDealer(),
        clock: systemClock,
        timers,
        shared: createSipShared(systemClock, timers),
        hardwareSpeed: 1000,
        mayDial: () => true,
      },
      {
        name: "lobby",
        profile,
        location: undefined,
        random: createRandom(1),
        recorder: transcript.scope({ phone: "lobby" }),
      },
    );
    onTestFinished(abandon);
    const mac = handset.view.mac.replaceAll(":", "");
    lab.web.replies.set(
      `/cfg${mac}.xml`,
      configFile(accountOf(profile, { extension: "9000", server: lab.pbx.server })),
    );
    const registered = next(
      transcript,
      (event) => event.type === "registration" && event.state === "registered",
    );
    await handset.powerOn();
    await registered;
    const ringing = next(transcript, (event) => event.type === "call" && event.state === "ringing");
    await handset.dial(number, "help");
    await ringing;

    const told = next(transcript, ({ type }) => type === "note" || type === "boot");
    lab.pbx.checkSync("check-sync;reboot=true");
    await told;
    expect(handset.view).toMatchObject({ state: "READY", calls: [{ number, state: "ringing" }] });
  },
);
