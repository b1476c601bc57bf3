import type { HandsetView } from "../../transcript/handset-view.js";

/** Why the phone is not registered, as its idle screen says; "" where it is, need not be, or is about to be. */
export function registrationProblem({
  state,
  registration,
  registrationStatus,
  registrationReason,
}: Pick<HandsetView, "state" | "registration" | "registrationStatus" | "registrationReason">): string {
  const hasAccount = state === "READY" || state === "SWITCH";
  const isProblem = registration === "refused" || registration === "rejected" || registration === "failing";
  if (!hasAccount || !isProblem) return "";
  const status = registrationStatus ? `${registrationStatus} ` : "";
  return `Not registered: ${status}${registrationReason ?? ""}`.trimEnd();
}
