import type { Expectation } from "../../model/scenario/expectation.js";
import type { HandsetView } from "../../transcript/handset-view.js";
import type { Check, PhoneEvidence } from "./check.js";

/** `registered: "1001"` or `registered: false` */
export function checkRegistered(
  expected: NonNullable<Expectation["registered"]>,
  { view }: PhoneEvidence,
): Check {
  const registered = view.registration === "registered";
  return {
    met: expected === false ? !registered : registered && view.extension === expected,
    expected: expected === false ? "not registered" : `registered as ${expected}`,
    seen: registrationText(view),
  };
}

/** `registration: refused` */
export function checkRegistration(
  expected: NonNullable<Expectation["registration"]>,
  { view }: PhoneEvidence,
): Check {
  return {
    met: view.registration === expected,
    expected: `registration ${expected}`,
    seen: registrationText(view),
  };
}

/** `status: 403`, the last answer to a REGISTER */
export function checkRegistrationStatus(expected: number, { view }: PhoneEvidence): Check {
  return {
    met: view.registrationStatus === expected,
    expected: `REGISTER answered with ${expected}`,
    seen: registrationText(view),
  };
}

/** `server: pbx.example.com`: host of the account's SIP server, as it stands in the configuration. */
export function checkServer(expected: string, { view: { server } }: PhoneEvidence): Check {
  const host = server?.replace(/:\d+$/, "");
  return {
    met: host === expected,
    expected: `SIP server ${expected}`,
    seen: host === undefined ? "no SIP server" : `SIP server ${host}`,
  };
}

function registrationText(view: HandsetView): string {
  const as = view.extension === undefined ? "" : ` as ${view.extension}`;
  const status = view.registrationStatus === undefined ? "" : ` (${view.registrationStatus})`;
  return `${view.registration}${as}${status}${screenText(view)}`;
}

/** A message on the screen is often the cause: a refused login says so there. */
function screenText({ screen }: HandsetView): string {
  return screen.kind === "text" ? `, screen "${[screen.title, screen.text].join(": ")}"` : "";
}
