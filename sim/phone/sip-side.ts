import { Calls } from "./calls/calls.js";
import type { SipSide } from "./desk-identity.js";
import { Flow } from "./flow.js";
import type { SipEvents, SipOptions } from "./ports.js";
import { Registrations } from "./registration/registrations.js";

/** Puts the SIP side of one handset together. Opens nothing. */
export function createSipSide(options: SipOptions, events: SipEvents): SipSide {
  const flow = new Flow(options, events);
  const registration = new Registrations(options, flow);
  const calls = new Calls(options, flow, events);
  flow.attach({ calls });
  return { flow, registration, calls };
}
