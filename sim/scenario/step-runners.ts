import type { Step, StepWord } from "../model/scenario/scenario.js";
import type { Stage, StepRunner } from "./stage.js";
import { adminLogout } from "./steps/admin-logout.js";
import { answer } from "./steps/answer.js";
import { assign } from "./steps/assign.js";
import { backend } from "./steps/backend.js";
import { change } from "./steps/change.js";
import { clock } from "./steps/clock.js";
import { deleteMapping } from "./steps/delete-mapping.js";
import { deleteUser } from "./steps/delete-user.js";
import { dial } from "./steps/dial.js";
import { expect } from "./steps/expect.js";
import { factoryReset } from "./steps/factory-reset.js";
import { hangUp } from "./steps/hang-up.js";
import { login } from "./steps/login.js";
import { logout } from "./steps/logout.js";
import { pick } from "./steps/pick.js";
import { powerOff } from "./steps/power-off.js";
import { powerOn } from "./steps/power-on.js";
import { press } from "./steps/press.js";
import { reject } from "./steps/reject.js";
import { resync } from "./steps/resync.js";
import { serverFault } from "./steps/server-fault.js";
import { softkey } from "./steps/softkey.js";
import { submit } from "./steps/submit.js";
import { type } from "./steps/type.js";

/** What each word of the vocabulary does; a word without an entry does not compile. */
const stepRunners: { readonly [Word in StepWord]: StepRunner<Word> } = {
  "power-on": powerOn,
  "power-off": powerOff,
  login,
  logout,
  press,
  type,
  softkey,
  pick,
  dial,
  answer,
  "hang-up": hangUp,
  reject,
  "delete-mapping": deleteMapping,
  assign,
  resync,
  "factory-reset": factoryReset,
  "admin-logout": adminLogout,
  "delete-user": deleteUser,
  submit,
  clock,
  "server-fault": serverFault,
  backend,
  change,
  expect,
};

/** Does one step of a scenario. */
export function runStep<Word extends StepWord>({ word, args }: Step<Word>, stage: Stage): Promise<void> {
  return stepRunners[word](args, stage);
}
