import {
  findingAnswer,
  lockoutAnswer,
  mappingAnswer,
  patchExtensionBody,
  patchUserBody,
  putMappingBody,
  putMappingsBody,
  resyncBody,
  setupContent,
  submitAnswer,
  takenLogout,
  userAnswer,
} from "./control-schemas.js";
import { applyQuery, listOf, type OperationShape } from "./operation-shape.js";

const noMapping = { 404: "this phone has no mapping" };
const noUser = { 404: "there is no such user" };

/** Of the hot-desk module and of the setup that it shares with the PBX, in the order of the API. */
export const hotDeskOperations = {
  listMappings: {
    method: "get",
    path: "/mappings",
    summary: "Which phone serves which extension",
    answer: listOf(mappingAnswer),
  },
  putMappings: {
    method: "post",
    path: "/mappings",
    summary: "Many mappings at once, all or none",
    body: putMappingsBody,
    refusals: { 409: "a user would be logged in on two phones" },
  },
  getMapping: {
    method: "get",
    path: "/mappings/{mac}",
    summary: "The mapping of a phone",
    answer: mappingAnswer,
    refusals: noMapping,
  },
  putMapping: {
    method: "put",
    path: "/mappings/{mac}",
    summary: "Give a phone a mapping; it notices when it fetches its file",
    body: putMappingBody,
    refusals: { 409: "the user is logged in on another phone" },
  },
  deleteMapping: {
    method: "delete",
    path: "/mappings/{mac}",
    summary: "Delete a mapping (HD-8, T13)",
    refusals: noMapping,
  },
  listUsers: { method: "get", path: "/users", summary: "All users", answer: listOf(userAnswer) },
  getUser: {
    method: "get",
    path: "/users/{name}",
    summary: "A user and what holds after inheritance",
    answer: userAnswer,
    refusals: noUser,
  },
  patchUser: {
    method: "patch",
    path: "/users/{name}",
    summary: "Put a user into other groups",
    body: patchUserBody,
    refusals: noUser,
  },
  deleteUser: {
    method: "delete",
    path: "/users/{name}",
    summary: "Delete a user; the extension stays without one (policy user-removed)",
    refusals: noUser,
  },
  patchExtension: {
    method: "patch",
    path: "/extensions/{number}",
    summary: "Change name, voicemail PIN or Max Contacts, as a page does or as FreePBX's API does",
    query: applyQuery,
    body: patchExtensionBody,
    refusals: { 404: "there is no such extension" },
  },
  getSetup: {
    method: "get",
    path: "/setup",
    summary: "The setup as it is now, without secrets and PINs",
    answer: setupContent,
  },
  submitSetup: {
    method: "post",
    path: "/setup/submit",
    summary: "Change the setup, as a whole or not at all (HD-37)",
    query: applyQuery,
    body: setupContent,
    answer: submitAnswer,
  },
  listFindings: {
    method: "get",
    path: "/findings",
    summary: "What the audit says of the setup as it is now",
    answer: listOf(findingAnswer),
  },
  listLockouts: {
    method: "get",
    path: "/lockouts",
    summary: "Who is locked out after wrong PINs",
    answer: listOf(lockoutAnswer),
  },
  endLockouts: { method: "delete", path: "/lockouts", summary: "End all lock-outs" },
  logoutDevice: {
    method: "post",
    path: "/devices/{mac}/logout",
    summary: "Log a phone out, at once or after its call (policy logout-in-call)",
    taken: takenLogout,
    refusals: {
      403: "policy admin-logout: forbid",
      404: "nobody is logged in on this phone",
      409: "the phone is in a call (policy logout-in-call), or its logout is refused by another policy",
    },
  },
  resyncDevice: {
    method: "post",
    path: "/devices/{mac}/resync",
    summary: "Ask a phone to fetch its configuration",
    body: resyncBody,
    refusals: { 404: "the PBX has no contact of this phone" },
  },
} as const satisfies Readonly<Record<string, OperationShape>>;
