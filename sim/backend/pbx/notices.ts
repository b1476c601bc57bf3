import type { OutboundCall } from "../../dialplan/decision.js";
import { noticeMoment } from "../../dialplan/notice-moment.js";
import type { NoticeView } from "../../model/control/control-api.js";
import { addressListed } from "../../model/setup/desk-location.js";
import type { Setup } from "../../model/setup/setup.js";
import { LastKept } from "../last-kept.js";
import type { Seams } from "./seams.js";

/** A call that leaves by a route. */
interface ToldCall {
  readonly extension: string;
  readonly number: string;
  readonly outbound: OutboundCall;
}

/** The mails that routes send of calls (PBX-98). They leave the PBX in thought only: they are kept to be read. */
export class Notices {
  readonly #setup: () => Setup;
  readonly #seams: Pick<Seams, "notice">;
  readonly #sent = new LastKept<NoticeView>();

  constructor(setup: () => Setup, seams: Pick<Seams, "notice">) {
    this.#setup = setup;
    this.#seams = seams;
  }

  /** The last 1,000, in order. */
  get sent(): readonly NoticeView[] {
    return this.#sent.all;
  }

  /** @param moment that the call has come to */
  tell(moment: "dialled" | "answered", { extension, number, outbound }: ToldCall): void {
    const { route, attempts } = outbound;
    if (route.notify === undefined || noticeMoment(this.#setup(), route) !== moment) return;
    const callerId = attempts[0]?.callerId.number ?? extension;
    const location = addressListed(this.#setup(), callerId)?.[0];
    const notice = this.#seams.notice({
      ...{ to: route.notify.to, route: route.name, number, extension, callerId },
      ...(location !== undefined && { location }),
    });
    if (notice !== undefined) this.#sent.add(notice);
  }

  forget(): void {
    this.#sent.forget();
  }
}
