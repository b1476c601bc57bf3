import type { Dialog, SrfRequest, SrfResponse } from "drachtio-srf";
import type { Switch } from "../../../../../sim/backend/switch/switch.js";
import { sdp } from "./messages.js";
import { aMortalApp } from "./switch-rig.js";

/** An application that answers each call, and the dialogs that it has. */
export interface AnsweringApp {
  readonly crash: () => void;
  readonly invites: { readonly req: SrfRequest; readonly res: SrfResponse }[];
  /** The dialog of the n-th call, waiting for it if need be. */
  dialog(index?: number): Promise<Dialog>;
}

export async function answeringApp(sipSwitch: Switch): Promise<AnsweringApp> {
  const dialogs: Promise<Dialog>[] = [];
  const invites: AnsweringApp["invites"] = [];
  let look = (): void => {};
  const { crash } = await aMortalApp(sipSwitch, (each) => {
    each.invite((req, res) => {
      invites.push({ req, res });
      dialogs.push(each.createUAS(req, res, { localSdp: sdp }));
      look();
    });
  });
  const dialog = async (index = 0): Promise<Dialog> => {
    for (;;) {
      const found = dialogs[index];
      if (found) return found;
      await new Promise<void>((resolve) => {
        look = resolve;
      });
    }
  };
  return { crash, invites, dialog };
}
