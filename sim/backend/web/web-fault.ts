import type { RequestHandler, Response } from "express";
import type { Clock } from "../../model/clock.js";
import type { WebFault } from "../../model/control/control-api.js";
import { bombXml, hugeXml, loginPortalHtml } from "./web-fault-bodies.js";

/** How long a slow server lets a phone wait; every phone gives up sooner (phones.md §7). */
const slowMs = 60_000;

/** How the phone web server fails at the moment (`PUT /web-fault`). */
export class WebFaults {
  readonly #clock: Clock;
  #current: WebFault | undefined;
  /** Requests that a slow server holds back. */
  readonly #held = new Set<() => void>();

  /** @param clock of the machine: phones wait in real time */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get current(): WebFault | undefined {
    return this.#current;
  }

  /** @param fault undefined: the fault ends, and waiting requests are answered */
  set(fault: WebFault | undefined): void {
    this.#current = fault;
    for (const release of [...this.#held]) release();
  }

  /** How this part of the server fails now. */
  kindFor(area: "files" | "apps"): WebFault["kind"] | undefined {
    const fault = this.#current;
    return fault?.on === area || fault?.on === "all" ? fault.kind : undefined;
  }

  /** Calls `answer` when a slow server would, at the latest when the fault ends; never where the phone has gone. */
  hold(response: Response, answer: () => void): void {
    const end = (): void => {
      cancelTimer();
      response.off("close", end);
      this.#held.delete(release);
    };
    const release = (): void => {
      end();
      answer();
    };
    const cancelTimer = this.#clock.after(slowMs, release);
    this.#held.add(release);
    response.on("close", end);
  }
}

/** Stands before a part of the phone web server and answers in its place while it fails. */
export function failingServer(faults: WebFaults, area: "files" | "apps"): RequestHandler {
  return (request, response, next) => {
    const kind = faults.kindFor(area);
    switch (kind) {
      case undefined:
        return next();
      case "half": // by the place that knows the whole answer
        return next();
      case "slow":
        return faults.hold(response, next);
      case "refuse":
        request.socket.destroy();
        return;
      case "not-found":
        response.status(404).type("text/plain").send("Not found");
        return;
      case "error":
        response.status(500).type("text/plain").send("Server error");
        return;
      case "wrong-type":
        response.type("text/html").send(loginPortalHtml);
        return;
      default:
        response.type("text/xml").send(bodies[kind]());
    }
  };
}

const bodies = {
  empty: () => "",
  "not-xml": () => "<hl_provision><config>\nthis is no XML & never was",
  huge: hugeXml,
  bomb: bombXml,
} as const;
