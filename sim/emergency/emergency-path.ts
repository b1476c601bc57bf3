import { isOver } from "../transcript/call-view.js";
import type { EmergencyLink, EmergencyPathView } from "../transcript/emergency-path-view.js";
import { acceptanceOf } from "./acceptance.js";
import type { DeskNow, LinkFault } from "./desk-now.js";
import { account } from "./links/account.js";
import { admission } from "./links/admission.js";
import { callBack } from "./links/call-back.js";
import { capacity } from "./links/capacity.js";
import { identity } from "./links/identity.js";
import { notice } from "./links/notice.js";
import { power } from "./links/power.js";
import { reach } from "./links/reach.js";
import { route } from "./links/route.js";

type Link = readonly [EmergencyLink, (desk: DeskNow) => LinkFault];

/**
 * Without one of these the call does not reach the PSAP. E3, that a call can be started, holds on every phone that has
 * an account: each has a keypad, and none a dial plan or a lock of its own yet.
 */
const needed: readonly Link[] = [
  ["E1", power],
  ["E2", account],
  ["E4", reach],
  ["E5", admission],
  ["E6", route],
  ["E7", capacity],
];

/** Without one of these it does, and something is wrong with it. */
const wanted: readonly Link[] = [
  ["E8", identity],
  ["E9", callBack],
  ["E10", notice],
];

/** A path as it was worked out. */
export interface WorkedOutPath {
  readonly view: EmergencyPathView;
  /** Only the phone says that it is broken: what it has seen may be mended by now. */
  readonly byPhoneAlone: boolean;
}

/** Works out the path of a desk (emergency.md §4). Where phone and backend differ, the worse of them counts. */
export function emergencyPath(desk: DeskNow): WorkedOutPath {
  if (isInEmergencyCall(desk)) return { view: { path: "good", missing: "" }, byPhoneAlone: false };
  const cut = firstFault(needed, desk);
  if (cut !== undefined) return worse(cut, cut.fault.state === "broken" ? "none" : "unknown", desk);
  const lack = firstFault(wanted, desk);
  if (lack !== undefined) return worse(lack, lack.fault.state === "broken" ? "degraded" : "unknown", desk);
  return { view: { path: "good", missing: "" }, byPhoneAlone: false };
}

interface FoundFault {
  readonly link: EmergencyLink;
  readonly fault: NonNullable<LinkFault>;
}

/** A broken link outweighs an unknown one before it. */
function firstFault(links: readonly Link[], desk: DeskNow): FoundFault | undefined {
  let unknown: FoundFault | undefined;
  for (const [link, look] of links) {
    const fault = look(desk);
    if (fault?.state === "broken") return { link, fault };
    if (fault !== undefined) unknown ??= { link, fault };
    // What comes after asks for what is not known here.
    if (unknown?.link === "E6") break;
  }
  return unknown;
}

function worse({ link, fault }: FoundFault, path: EmergencyPathView["path"], desk: DeskNow): WorkedOutPath {
  const accepted = link === "E2" ? acceptanceOf(desk) : undefined;
  return {
    view: { path, link, missing: fault.text, ...(accepted === undefined ? {} : { accepted }) },
    byPhoneAlone: fault.state === "broken" && fault.byPhoneAlone === true,
  };
}

/** The call itself is the path, and all changes wait for its end. */
function isInEmergencyCall({ view, number }: DeskNow): boolean {
  return view.calls.some(
    (call) =>
      call.number === number && call.state === "answered" && call.reachedPsap === true && !isOver(call),
  );
}
