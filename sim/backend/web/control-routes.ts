import { type Request, type Response, Router } from "express";
import type { BackendStatus, ContactView, FarEndCallView } from "../../model/control-api.js";
import { type FaultName, faultNames } from "../../model/faults.js";
import type { Mac } from "../../model/identity.js";
import { parseMac } from "../../model/identity.js";
import { suggestion } from "../../model/yaml-file.js";
import type { BackendEvent } from "../../transcript/event.js";
import type { FaultSet } from "../fault-set.js";
import { mappingView } from "../hotdesk/admin-mapping.js";
import type { SetupStore } from "../setup-store.js";
import {
  patchExtensionBody,
  patchUserBody,
  putMappingBody,
  putMappingsBody,
  readBody,
  resyncBody,
} from "./control-bodies.js";
import type { Desks } from "./desks.js";
import { HttpRefusal } from "./http-refusal.js";

/** What the control API reads from and does to the PBX. */
interface PbxControl {
  contacts(extension: string | undefined): readonly ContactView[];
  calls(): readonly unknown[];
  farEndCalls(): readonly FarEndCallView[];
  /** @returns false where the PBX has no contact of that phone */
  notifyCheckSync(mac: Mac, reboot: boolean): Promise<boolean>;
}

export interface ControlRoutesOptions {
  readonly status: () => BackendStatus;
  readonly setup: SetupStore;
  readonly faults: FaultSet;
  readonly desks: Desks;
  readonly pbx: PbxControl;
  readonly onEvent: (event: BackendEvent) => void;
}

/** The routes of `sim/model/control-api.ts`. */
export function controlRoutes(options: ControlRoutesOptions): Router {
  const router = Router();
  router.get("/status", (_request, response) => void response.json(options.status()));
  router.get("/contacts", (request, response) => {
    const { extension } = request.query;
    if (extension !== undefined && typeof extension !== "string") throw new HttpRefusal(400, "one extension");
    response.json(options.pbx.contacts(extension));
  });
  router.get("/calls", (_request, response) => void response.json(options.pbx.calls()));
  router.get("/far-end-calls", (_request, response) => void response.json(options.pbx.farEndCalls()));
  mappingRoutes(router, options.desks);
  changeRoutes(router, options);
  return router;
}

function mappingRoutes(router: Router, desks: Desks): void {
  router.get("/mappings", (_request, response) => void response.json(desks.all().map(mappingView)));
  router.post("/mappings", (request, response) => {
    desks.put(readBody(putMappingsBody, request.body));
    done(response);
  });
  router.get("/mappings/:mac", (request, response) => {
    const device = desks.get(macOf(request));
    if (!device?.mapping) throw new HttpRefusal(404, "this phone has no mapping");
    response.json(mappingView(device));
  });
  router.put("/mappings/:mac", (request, response) => {
    desks.put([{ mac: macOf(request), ...readBody(putMappingBody, request.body) }]);
    done(response);
  });
  router.delete("/mappings/:mac", (request, response) => {
    if (!desks.remove(macOf(request))) throw new HttpRefusal(404, "this phone has no mapping");
    done(response);
  });
}

function changeRoutes(router: Router, { setup, faults, status, pbx, onEvent }: ControlRoutesOptions): void {
  router.post("/devices/:mac/resync", async (request, response) => {
    const told = await pbx.notifyCheckSync(macOf(request), readBody(resyncBody, request.body).reboot);
    if (!told) throw new HttpRefusal(404, "the PBX has no contact of this phone");
    done(response);
  });
  router.patch("/users/:name", (request, response) => {
    setup.patchUser(request.params.name, readBody(patchUserBody, request.body));
    done(response);
  });
  router.patch("/extensions/:number", (request, response) => {
    setup.patchExtension(request.params.number, readBody(patchExtensionBody, request.body));
    done(response);
  });
  router.put("/faults/:name", (request, response) => {
    if (!status().faultsEnabled) throw new HttpRefusal(403, "faults are not enabled on this backend");
    const name = faultNamed(request.params.name);
    faults.set(name);
    onEvent({ type: "fault", fault: name });
    done(response);
  });
}

function done(response: Response): void {
  response.status(204).end();
}

function macOf(request: Request<{ mac: string }>): Mac {
  const mac = parseMac(request.params.mac);
  if (!mac) throw new HttpRefusal(400, "the path needs a MAC of 12 hexadecimal digits");
  return mac;
}

function faultNamed(name: string): FaultName {
  const known = faultNames.find((each) => each === name);
  if (!known) throw new HttpRefusal(404, `there is no fault "${name}"${suggestion(name, faultNames)}`);
  return known;
}
