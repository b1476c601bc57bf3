import { extensionOf } from "../../model/setup/extension-of.js";
import type { Setup } from "../../model/setup/setup.js";
import { type Answer, answer } from "./answer.js";

/** @param user the extension that the request is taken as */
type OtherMethod = (user: string | undefined, setup: Setup, challenge: () => string) => Answer;

const allow = "OPTIONS, REGISTER, INVITE, ACK, BYE, CANCEL, INFO, NOTIFY";

/** OPTIONS: 200 for a known user, else 401 (asterisk-wire.md §6). */
const options: OtherMethod = (user, setup, challenge) =>
  extensionOf(setup, user)
    ? answer(200, { headers: { Allow: allow, Accept: "application/sdp" } })
    : answer(401, { headers: { "WWW-Authenticate": challenge() }, why: "no such extension" });

/** No event package is offered: presence, dialog and message-summary get 489. */
const badEvent: OtherMethod = () => answer(489);

export const notAllowed = (): Answer => answer(405, { headers: { Allow: allow } });

/** Requests outside a call that are neither REGISTER, INVITE nor INFO, by method in lower case. */
export const otherMethods: Readonly<Record<string, OtherMethod>> = {
  options,
  subscribe: badEvent,
  publish: badEvent,
  message: notAllowed,
  notify: notAllowed,
  refer: notAllowed,
};
