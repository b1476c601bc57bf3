import type { ConfFile } from "./conf-file.js";
import { confText } from "./conf-text.js";

/**
 * pjsip_notify.conf: how a phone is asked to fetch its configuration, without and with a reboot; the same NOTIFY as
 * the embedded PBX sends.
 */
export function notifyConf(): ConfFile {
  const section = (name: string, reboot: boolean) => ({
    name,
    settings: [["Event", `check-sync;reboot=${reboot}`]] as const,
  });
  const about = ["asterisk -rx 'pjsip send notify clearlyip-check-sync uri sip:9000@192.0.2.7:5060'"];
  const sections = [section("clearlyip-check-sync", false), section("clearlyip-reboot", true)];
  return { name: "pjsip_notify.conf", text: confText(about, sections), secret: false, ofSetup: false };
}
