import { expect, onTestFinished } from "vitest";
import { type Setup, type SetupInput, setupFileSchema } from "../../sim/model/setup/setup.js";
import { type FarEnd, startFarEnd } from "../../sim/psap/far-end.js";
import type { SipRequest, SipResponse } from "../../sim/sip/message/message.js";
import { TestPhone } from "../unit/backend/pbx/test-phone.js";
import { type RunningAsterisk, startAsterisk } from "./asterisk.js";

/** Asterisk with an exported setup, whose trunks lead to a PSAP and carrier of ours. */
export interface Laboratory {
  readonly pbx: RunningAsterisk;
  readonly farEnd: FarEnd;
  /** The setup that Asterisk has. */
  readonly setup: Setup;
  /** Gives Asterisk another setup. */
  use(input: SetupInput): Promise<Setup>;
  /** A phone with the password of an extension. */
  phone(extension: string, host: string): Promise<TestPhone>;
}

export async function laboratory(input: SetupInput): Promise<Laboratory> {
  let setup = setupFileSchema.parse(input);
  const farEnd = await startFarEnd({ host: "127.0.0.1", setup: () => setup, onCall: () => {} });
  onTestFinished(() => farEnd.stop());
  const { host, port } = farEnd.peer;
  const pbx = await startAsterisk(input, { flags: ["--psap", `${host}:${port}`] });
  return {
    pbx,
    farEnd,
    get setup() {
      return setup;
    },
    use: async (changed) => {
      await pbx.reload(changed);
      setup = setupFileSchema.parse(changed);
      return setup;
    },
    phone: async (extension, at) => {
      const password = setup.extensions[extension]?.secret ?? "";
      const phone = await TestPhone.open(pbx.sip, { user: extension, password }, at);
      onTestFinished(() => phone.close());
      return phone;
    },
  };
}

export async function hangUp(phone: TestPhone, invite: SipRequest, response: SipResponse): Promise<void> {
  const bye = phone.inDialog("BYE", invite, response);
  phone.send(bye);
  expect((await phone.finalTo(bye)).status).toBe(200);
}
