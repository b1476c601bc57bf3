import { Router } from "express";
import type { FaultSet } from "../fault-set.js";
import { configFile, type PhoneAddresses } from "../hotdesk/config-file.js";
import { renderParameters } from "../hotdesk/render-parameters.js";
import type { SetupStore } from "../setup-store.js";
import type { Desks } from "./desks.js";
import { HttpRefusal } from "./http-refusal.js";
import type { IdentifyPhone, PhoneIdentity } from "./phone-identity.js";
import { configurationXml } from "./xml-objects.js";
import { sendXml } from "./xml-response.js";

export interface ProvisioningOptions {
  readonly setup: SetupStore;
  readonly faults: FaultSet;
  readonly desks: Desks;
  readonly identify: IdentifyPhone;
  readonly addresses: PhoneAddresses;
}

/**
 * Serves `cfg<mac>.xml`, made from the mapping at that moment, and 404 for every other name: a file for the device
 * code would keep phones from asking for their own (phones.md §4).
 */
export function provisioning(options: ProvisioningOptions): Router {
  const render = cachedRenderer(options);
  const router = Router();
  router.get("/:file", (request, response) => {
    const mac = /^cfg([0-9a-f]{12})\.xml$/.exec(request.params.file)?.[1];
    if (mac === undefined) throw new HttpRefusal(404, "No such file");
    const phone = options.identify(request);
    if (phone.mac !== mac) throw new HttpRefusal(403, "This file is another phone's");
    sendXml(response, render(phone));
  });
  return router;
}

/** Enough for the placeholder and blank files of every model, and for users that fetch twice in a row. */
const cachedFiles = 200;

/** Phones of one model that are logged out alike get the same file, so it is made once. */
function cachedRenderer(options: ProvisioningOptions): (phone: PhoneIdentity) => string {
  const { setup, faults, desks, addresses } = options;
  const files = new Map<string, string>();
  let madeFrom = setup.current;
  return ({ mac, profile }) => {
    if (madeFrom !== setup.current) files.clear();
    madeFrom = setup.current;
    const device = desks.get(mac);
    const key = JSON.stringify([profile.model, device?.mapping, device?.orphan, faults.list()]);
    const known = files.get(key);
    if (known !== undefined) return known;
    const config = configFile(setup.current, device, profile, addresses, (name) => faults.has(name));
    const xml = configurationXml(renderParameters(config, profile));
    const [oldest] = files.keys();
    if (files.size >= cachedFiles && oldest !== undefined) files.delete(oldest);
    files.set(key, xml);
    return xml;
  };
}
