import { backendEvent } from "../../model/control/backend-event.js";
import { eventsPath } from "../../model/control/control-operations.js";
import type { BackendStart } from "./backend.js";
import type { ControlClient } from "./control-client.js";

/** How the events of a backend come. */
export interface EventFeed {
  /** Why events may have been missed; undefined: none was. */
  readonly broken: string | undefined;
}

/** Of a backend in this process, which reports them by itself. */
export const directFeed: EventFeed = { broken: undefined };

/** Resolves when the stream of the control API is open: from then on nothing is missed. */
export async function followEvents(
  client: ControlClient,
  onEvent: BackendStart["onEvent"],
): Promise<EventFeed> {
  let broken: string | undefined;
  await client.follow(eventsPath, backendEvent, onEvent, (reason) => {
    broken ??= `the event stream of the backend broke: ${reason}`;
    onEvent({ type: "backend-note", text: `the event stream of the backend broke: ${reason}` });
  });
  return {
    get broken() {
      return broken;
    },
  };
}
