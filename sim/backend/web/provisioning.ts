import { Router } from "express";
import type { Profile } from "../../model/profile.js";
import { type ConfigFile, configFile } from "../hotdesk/config-file.js";
import type { PhoneAddresses } from "../hotdesk/phone-addresses.js";
import { renderParameters } from "../hotdesk/render-parameters.js";
import type { Seams } from "../hotdesk/seams.js";
import type { SetupStore } from "../setup-store.js";
import type { Answers } from "./answers.js";
import { HttpRefusal } from "./http-refusal.js";
import type { PhoneDesks } from "./phone-desks.js";
import type { IdentifyPhone } from "./phone-identity.js";
import type { PageSeams } from "./seams.js";
import { configurationXml } from "./xml-objects.js";

export interface ProvisioningOptions {
  readonly setup: SetupStore;
  readonly desks: PhoneDesks;
  readonly seams: Seams & Pick<PageSeams, "hasFile">;
  readonly identify: IdentifyPhone;
  /** As the Port Settings have them now. */
  readonly addresses: () => PhoneAddresses;
  readonly answers: Answers;
}

/**
 * Serves `cfg<mac>.xml`, made from the mapping at that moment, and 404 for every other name: a file for the device
 * code would keep phones from asking for their own (phones.md §4).
 */
export function provisioning(options: ProvisioningOptions): Router {
  const { setup, desks, seams, identify, addresses, answers } = options;
  const rendered = cachedRenderer();
  const router = Router();
  router.get("/:file", (request, response) => {
    const mac = /^cfg([0-9a-f]{12})\.xml$/.exec(request.params.file)?.[1];
    if (mac === undefined) throw new HttpRefusal(404, "No such file", fileHint);
    const phone = identify(request);
    if (phone.mac !== mac) throw new HttpRefusal(403, "This file is another phone's", macHint);
    const device = seams.device(desks.get(phone.mac));
    if (!seams.hasFile(device)) throw new HttpRefusal(404, "No such file");
    const file = configFile(setup.current, device, phone.profile, seams.addresses(addresses()));
    answers.file(response, rendered(seams.file(file, device), phone.profile));
  });
  return router;
}

const fileHint = "There are files cfg<mac>.xml alone, the MAC in lower case and without colons.";
const macHint = "The MAC in the User-Agent is not the one in the name of the file.";

/** Enough for the placeholder and blank files of every model, and for users that fetch twice in a row. */
const cachedFiles = 200;

/** Phones of one model that are logged out alike get the same file, so its XML is made once. */
function cachedRenderer(): (file: ConfigFile, profile: Profile) => string {
  const documents = new Map<string, string>();
  return (file, profile) => {
    const key = JSON.stringify([profile.model, file]);
    const known = documents.get(key);
    if (known !== undefined) return known;
    const xml = configurationXml(renderParameters(file, profile));
    const [oldest] = documents.keys();
    if (documents.size >= cachedFiles && oldest !== undefined) documents.delete(oldest);
    documents.set(key, xml);
    return xml;
  };
}
