import type { Request, Response } from "express";
import type { Clock } from "../../model/clock.js";
import type { SetupStore } from "../setup-store.js";
import type { Answers } from "./answers.js";
import type { PageFrame } from "./login-pages.js";
import type { Page } from "./page.js";
import type { PhoneDesks } from "./phone-desks.js";
import type { IdentifyPhone, PhoneIdentity } from "./phone-identity.js";

export interface AppOptions {
  readonly setup: SetupStore;
  readonly desks: PhoneDesks;
  readonly identify: IdentifyPhone;
  /** `http://host:port` where a request does not say how the phone reached it. */
  readonly apps: string;
  readonly answers: Answers;
  /** That lockouts and open forms go by. */
  readonly clock: Clock;
}

/** One request of a phone to an app. */
export interface AppRequest {
  readonly request: Request;
  readonly phone: PhoneIdentity;
  readonly frame: PageFrame;
  show(page: Page): Promise<void>;
}

type AppHandler = (asked: AppRequest) => Promise<void>;

/** Turns what an app does with a phone into an express handler; every request counts as use of the desk. */
export function forPhones(options: AppOptions, handle: AppHandler) {
  const { setup, desks, identify, answers, apps } = options;
  return async (request: Request, response: Response): Promise<void> => {
    const phone = identify(request);
    desks.touch(phone.mac, request.socket.remoteAddress);
    await handle({
      request,
      phone,
      frame: { apps: reachedBase(request, apps), timeoutSeconds: setup.current.policies.screenTimeout },
      show: (page) => answers.page(response, page, phone.profile.maxXmlBytes),
    });
  };
}

/**
 * How the phone reached this server: pages lead back the same way, for only that one is known to work for it (HD-33).
 */
function reachedBase(request: Request, otherwise: string): string {
  const base = `${new URL(otherwise).protocol}//${request.get("host") ?? ""}`;
  return /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/i.test(base) && URL.canParse(base) ? base : otherwise;
}
