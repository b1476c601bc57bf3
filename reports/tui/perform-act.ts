import type { HandsetView } from "../../sim/transcript/handset-view.js";
import type { HandsetAct } from "./fleet-input.js";
import type { HandsetControl } from "./fleet-source.js";

/** Does to the handset what the finger meant. Rejects with what the handset cannot do. */
export async function performAct(control: HandsetControl, view: HandsetView, act: HandsetAct): Promise<void> {
  switch (act.kind) {
    case "key":
      return control.press(view, { key: act.key });
    case "softkey":
      return control.press(view, { softkey: act.label });
    case "item":
      return control.press(view, { item: act.item });
    case "type":
      return control.type(view, act.text);
    case "submit":
      if (act.text !== "") await control.type(view, act.text);
      return control.press(view, { softkey: "Submit" });
    case "dial":
      return control.dial(view, act.number);
    case "panic":
      return control.panic(view);
    case "answer":
    case "hang-up":
      return control.hook(view, act.kind);
  }
}
