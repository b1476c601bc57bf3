import type { SipPorts } from "./active-account.js";
import { Calls } from "./calls/calls.js";
import { HandsetTransport } from "./handset-transport.js";
import type { SipEvents, SipOptions } from "./ports.js";
import { Registrations } from "./registration/registrations.js";

/** Puts the SIP side of one handset together. Opens nothing. */
export function createSipPorts(options: SipOptions, events: SipEvents): SipPorts {
  const transport = new HandsetTransport(options, events);
  const registration = new Registrations(options, transport);
  const calls = new Calls(options, transport, events);
  transport.attach({ calls });
  return { transport, registration, calls };
}
