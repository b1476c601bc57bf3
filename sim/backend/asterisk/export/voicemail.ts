import type { Setup } from "../../../model/setup/setup.js";
import type { ConfFile } from "./conf-file.js";
import { confText, plainValue } from "./conf-text.js";

/** voicemail.conf: the mailboxes with their PINs, by which users log in to a desk (PBX-125, PBX-126). */
export function voicemailConf({ extensions }: Pick<Setup, "extensions">): ConfFile {
  const boxes = Object.entries(extensions).flatMap(([number, { name, voicemail }]) =>
    // Commas part the fields: FreePBX takes them out of the name (FI-7).
    voicemail === undefined
      ? []
      : [`${number} => ${voicemail.pin},${plainValue(name.replaceAll(",", ""))}\n`],
  );
  const general = confText([], [{ name: "general", settings: [["format", "wav"]] }]);
  const text = `${general}\n[default]\n${boxes.join("")}`;
  return { name: "voicemail.conf", text, secret: true, ofSetup: true };
}
