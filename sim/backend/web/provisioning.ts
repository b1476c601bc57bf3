import { type RequestHandler, Router } from "express";
import { configFileNames } from "../../model/profile/config-file-names.js";
import type { Profile } from "../../model/profile/profile.js";
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
  /** Answers in the place of the files while the server fails. */
  readonly failing: RequestHandler;
}

/**
 * Serves `cfg<mac>.xml`, made from the mapping at that moment, and 404 for every other name: a file for the device
 * code would keep phones from asking for their own (phones.md §4).
 */
export function provisioning(options: ProvisioningOptions): Router {
  const { setup, desks, seams, identify, addresses, answers, failing } = options;
  const rendered = cachedRenderer();
  const router = Router();
  router.get("/:file", watched(options));
  router.use(failing);
  router.get("/:file", async (request, response) => {
    const { file: asked } = request.params;
    const name = nameOfOwn.exec(asked)?.[1];
    if (name === undefined) {
      const expected = isAskedAtBoot(asked, () => identify(request));
      throw new HttpRefusal(404, "No such file", fileHint, { expected });
    }
    const phone = identify(request);
    const { mac } = phone;
    if (mac !== name) throw new HttpRefusal(403, "This file is another phone's", macHint);
    const known = desks.get(mac);
    const device = seams.device(known);
    if (!seams.hasFile(device)) throw new HttpRefusal(404, "No such file");
    const file = configFile(setup.current, device, phone.profile, seams.addresses(addresses()));
    await answers.file(response, rendered(seams.file(file, device), phone.profile));
    desks.served(mac, known);
  });
  return router;
}

/** Whether the phone's model asks for this name too, at every boot; a stranger's request is never expected. */
function isAskedAtBoot(asked: string, identified: () => ReturnType<IdentifyPhone>): boolean {
  try {
    const { profile, mac } = identified();
    return configFileNames(profile, mac).includes(asked);
  } catch (error) {
    if (error instanceof HttpRefusal) return false;
    throw error;
  }
}

const fileHint = "There are files cfg<mac>.xml alone, the MAC in lower case and without colons.";
const macHint = "The MAC in the User-Agent is not the one in the name of the file.";

const nameOfOwn = /^cfg([0-9a-f]{12})\.xml$/;

/** A phone that has its file, or knows that it will not get it, may go back to who it was (T16). */
function watched({ desks, identify }: ProvisioningOptions): RequestHandler<{ file: string }> {
  return (request, response, next) => {
    if (nameOfOwn.test(request.params.file)) {
      const { mac } = identify(request);
      const asked = desks.get(mac);
      response.once("close", () => desks.fetched(mac, asked));
    }
    next();
  };
}

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
