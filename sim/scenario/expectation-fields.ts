import { announcement } from "./expectations/announcement.js";
import { audio } from "./expectations/audio.js";
import { beeped } from "./expectations/beeped.js";
import { callBack } from "./expectations/call-back.js";
import { canCallEmergency } from "./expectations/can-call-emergency.js";
import { carrier } from "./expectations/carrier.js";
import { cdr } from "./expectations/cdr.js";
import { contacts } from "./expectations/contacts.js";
import { droppedKeys } from "./expectations/dropped-keys.js";
import { emergencyPath } from "./expectations/emergency-path.js";
import { findings } from "./expectations/findings.js";
import { ghosts } from "./expectations/ghosts.js";
import { hears } from "./expectations/hears.js";
import { held } from "./expectations/held.js";
import { history } from "./expectations/history.js";
import { incoming } from "./expectations/incoming.js";
import { invites } from "./expectations/invites.js";
import { keyTypes } from "./expectations/key-types.js";
import { keyValues } from "./expectations/key-values.js";
import { keys } from "./expectations/keys.js";
import { lostKeys } from "./expectations/lost-keys.js";
import { mapping } from "./expectations/mapping.js";
import { noFindings } from "./expectations/no-findings.js";
import { notices } from "./expectations/notices.js";
import { psap } from "./expectations/psap.js";
import { reachable } from "./expectations/reachable.js";
import { rebooted } from "./expectations/rebooted.js";
import { registered } from "./expectations/registered.js";
import { registers } from "./expectations/registers.js";
import { registration } from "./expectations/registration.js";
import { screen } from "./expectations/screen.js";
import { server } from "./expectations/server.js";
import { setting } from "./expectations/setting.js";
import { state } from "./expectations/state.js";
import { status } from "./expectations/status.js";
import type { Field } from "./judging/field.js";

/** Every field of `expect`, each from a file of its name. A test holds this list against the folder. */
const fields = {
  state,
  registered,
  registration,
  status,
  server,
  registers,
  rebooted,
  beeped,
  screen,
  keys,
  "key-types": keyTypes,
  "key-values": keyValues,
  "dropped-keys": droppedKeys,
  setting,
  history,
  incoming,
  held,
  audio,
  hears,
  invites,
  "can-call-emergency": canCallEmergency,
  "emergency-path": emergencyPath,
  mapping,
  ghosts,
  psap,
  "call-back": callBack,
  announcement,
  "lost-keys": lostKeys,
  carrier,
  contacts,
  reachable,
  findings,
  "no-findings": noFindings,
  notices,
  cdr,
} as const;

export type ExpectationFields = typeof fields;
export type FieldName = keyof ExpectationFields;

/** All fields, where it does not matter which. */
export const anyFields: Readonly<Record<FieldName, Field>> = fields;

export const fieldNames = Object.keys(fields) as FieldName[];
