import type { Finding, PutMappings } from "../../model/control/control-api.js";
import type { OperationAnswer, OperationId, OperationInput } from "../../model/control/control-operations.js";
import { DeskfleetError } from "../../model/errors.js";
import { suggestion } from "../../model/files/nearest-word.js";
import { type FaultName, faultNames } from "../../model/rules/faults.js";
import { setupWithoutSecrets } from "../../model/setup/setup-without-secrets.js";
import { mappingView } from "../hotdesk/admin-mapping.js";
import { refusalText } from "../hotdesk/refusal.js";
import { asking } from "./control-hints.js";
import { macHint, macOf } from "./control-mac.js";
import { openApiDocument } from "./control-openapi.js";
import type { ControlParts } from "./control-parts.js";
import { reset } from "./control-reset.js";
import { userNames, userView } from "./control-users.js";
import { HttpRefusal } from "./http-refusal.js";
import { pbxUpToDate } from "./pbx-up-to-date.js";

/** One function for each operation. */
type Handlers<Ids extends OperationId = OperationId> = {
  readonly [Id in Ids]: (input: OperationInput<Id>) => OperationAnswer<Id> | Promise<OperationAnswer<Id>>;
};

/** What each operation of the control API does. */
export function controlHandlers(parts: ControlParts): Handlers {
  return {
    ...mappingHandlers(parts),
    ...setupHandlers(parts),
    ...deviceHandlers(parts),
    ...pbxHandlers(parts),
    ...trunkHandlers(parts),
    ...labHandlers(parts),
    getStatus: () => parts.status(),
    getOpenApi: () => openApiDocument(),
  };
}

type MappingIds = "listMappings" | "putMappings" | "getMapping" | "putMapping" | "deleteMapping";

function mappingHandlers({ desks }: ControlParts): Handlers<MappingIds> {
  const without = () =>
    new HttpRefusal(
      404,
      "this phone has no mapping",
      `${asking("listMappings")} lists the phones that have one, ${asking("putMapping")} gives one.`,
    );
  return {
    listMappings: () => desks.all().map(mappingView),
    putMappings: ({ body }) => put(desks, body),
    getMapping: ({ params }) => {
      const device = desks.get(macOf(params));
      if (!device?.mapping) throw without();
      return mappingView(device);
    },
    putMapping: ({ params, body }) => put(desks, [{ mac: macOf(params), ...body }]),
    deleteMapping: ({ params }) => {
      if (!desks.remove(macOf(params))) throw without();
    },
  };
}

function put(desks: ControlParts["desks"], mappings: PutMappings): void {
  const refusal = desks.put(mappings);
  if (!refusal) return;
  if (refusal.conflict) throw new HttpRefusal(409, refusal.error);
  const known = `${asking("getSetup")} shows the extensions, templates and layouts that there are.`;
  throw new HttpRefusal(400, refusal.error, refusal.badMac ? macHint : known);
}

type SetupIds =
  | "listUsers"
  | "getUser"
  | "patchUser"
  | "deleteUser"
  | "patchExtension"
  | "getSetup"
  | "submitSetup"
  | "listFindings";

function setupHandlers({ setup, desks }: ControlParts): Handlers<SetupIds> {
  const change = (apply: () => void): void => {
    submitting(apply);
    desks.setupChanged();
  };
  return {
    listUsers: () => userNames(setup.written).map((name) => userView(setup.written, name, desks.all())),
    getUser: ({ params: { name } }) => {
      if (!userNames(setup.written).includes(name))
        throw new HttpRefusal(404, `there is no user "${name}"`, `${asking("listUsers")} lists them.`);
      return userView(setup.written, name, desks.all());
    },
    patchUser: ({ params, body }) => change(() => setup.patchUser(params.name, body)),
    deleteUser: ({ params }) => change(() => setup.deleteUser(params.name)),
    patchExtension: ({ params, body, query }) =>
      change(() => setup.patchExtension(params.number, body, query.apply)),
    getSetup: () => setupWithoutSecrets(setup.written),
    submitSetup: ({ body, query }) => {
      const before = new Set(desks.findings().map(identityOf));
      change(() => setup.submit(body, query.apply));
      return { newFindings: desks.findings().filter((finding) => !before.has(identityOf(finding))) };
    },
    listFindings: () => desks.findings(),
  };
}

/** The same finding twice is the same check about the same place, in the same words. */
function identityOf({ check, path, message }: Finding): string {
  return JSON.stringify([check, path, message]);
}

/** Says of a refused change of the setup with which status it is answered. */
function submitting(apply: () => void): void {
  try {
    apply();
  } catch (error) {
    if (!(error instanceof DeskfleetError)) throw error;
    const unknown = error.code === "DF_SETUP_UNKNOWN";
    throw unknown
      ? new HttpRefusal(
          404,
          error.message,
          `${asking("getSetup")} and ${asking("listUsers")} show what there is.`,
        )
      : new HttpRefusal(400, error.message, "`deskfleet schema setup` prints what may be written.");
  }
}

type DeviceIds = "listLockouts" | "endLockouts" | "logoutDevice" | "resyncDevice";

function deviceHandlers({ desks, pbx }: ControlParts): Handlers<DeviceIds> {
  return {
    listLockouts: () => desks.lockouts(),
    endLockouts: () => desks.endLockouts(),
    logoutDevice: ({ params }) => {
      const outcome = desks.adminLogout(macOf(params));
      if (outcome.kind === "nobody")
        throw new HttpRefusal(
          404,
          "nobody is logged in on this phone",
          `${asking("listMappings")} shows who is logged in where.`,
        );
      if (outcome.kind === "after-call") return { outcome: "after-call" };
      if (outcome.kind === "logged-out") return undefined;
      const { refusal } = outcome;
      const status = refusal.reason === "admin-logout-forbidden" ? 403 : 409;
      throw new HttpRefusal(status, refusalText(refusal, "specific"));
    },
    resyncDevice: async ({ params, body }) => {
      if (!(await pbx.notifyCheckSync(macOf(params), body.reboot))) {
        throw new HttpRefusal(
          404,
          "the PBX has no contact of this phone",
          `Only a registered phone can be asked: ${asking("listContacts")} shows who is registered. A blank phone fetches its file when it starts.`,
        );
      }
    },
  };
}

type PbxIds =
  | "callBack"
  | "listContacts"
  | "deleteContacts"
  | "listCalls"
  | "deleteCalls"
  | "listFarEndCalls"
  | "listNotices"
  | "listCallRecords"
  | "listSecurityEvents";

function pbxHandlers({ pbx }: ControlParts): Handlers<PbxIds> {
  return {
    listContacts: async ({ query }) => {
      await pbxUpToDate(pbx);
      return pbx.contacts(query.extension);
    },
    deleteContacts: ({ query }) => pbx.evict(query.extension),
    listCalls: async () => {
      await pbxUpToDate(pbx);
      return pbx.calls();
    },
    deleteCalls: ({ query }) => pbx.hangUpExtension(query.extension),
    listFarEndCalls: () => pbx.farEndCalls(),
    listNotices: () => pbx.notices(),
    listCallRecords: () => pbx.cdr(),
    listSecurityEvents: () => pbx.securityEvents(),
    callBack: ({ body }) => pbx.callBack(body.number),
  };
}

type TrunkIds = "listTrunks" | "putTrunk";

function trunkHandlers({ setup, trunks, onEvent }: ControlParts): Handlers<TrunkIds> {
  return {
    listTrunks: () =>
      Object.entries(setup.written.trunks).map(([name, { farEnd }]) => ({
        name,
        farEnd,
        state: trunks.of(name),
      })),
    putTrunk: ({ params: { name }, body }) => {
      const known = Object.keys(setup.written.trunks);
      if (!known.includes(name))
        throw new HttpRefusal(
          404,
          `there is no trunk "${name}"${suggestion(name, known)}`,
          `${asking("listTrunks")} lists them.`,
        );
      trunks.set(name, body.state);
      onEvent({ type: "trunk", trunk: name, state: body.state });
    },
  };
}

type LabIds = "reset" | "moveClock" | "setWebFault" | "endWebFault" | "setFault" | "endFault";

function labHandlers(parts: ControlParts): Handlers<LabIds> {
  const { clock, webFaults, faults, limits, status, onEvent } = parts;
  const enabledFault = (name: string): FaultName => {
    if (!status().faultsEnabled)
      throw new HttpRefusal(403, "faults are not enabled on this backend", "Start it with --enable-faults.");
    const known = faultNames.find((each) => each === name);
    if (!known)
      throw new HttpRefusal(
        404,
        `there is no fault "${name}"${suggestion(name, faultNames)}`,
        "`deskfleet run --list-faults` prints them.",
      );
    const why = limits.unbreakable(known);
    if (why !== undefined) throw new HttpRefusal(501, `"${known}" cannot be broken here: ${why}`);
    return known;
  };
  return {
    reset: () => reset(parts),
    moveClock: ({ body }) => {
      const why = limits.unmovable();
      if (why !== undefined) throw new HttpRefusal(501, why);
      clock.move(body);
      onEvent({ type: "clock", wallMs: clock.wall(), frozen: clock.isHeld });
    },
    setWebFault: ({ body }) => webFaults.set(body),
    endWebFault: () => webFaults.set(undefined),
    setFault: ({ params }) => {
      const fault = enabledFault(params.fault);
      faults.set(fault);
      onEvent({ type: "fault", fault });
    },
    endFault: ({ params }) => faults.end(enabledFault(params.fault)),
  };
}
