import type { ConfFile } from "../conf-file.js";
import { confText, type Section } from "../conf-text.js";
import type { ExportOptions } from "../export-options.js";

/** Files of the TLS transport, below the configuration folder. */
export const tlsFiles = { certificate: "keys/asterisk.pem", key: "keys/asterisk.key" } as const;

/** pjsip.transports.conf: UDP and TCP on one port, TLS on another. */
export function transportsConf({ host, sipPort, sipTlsPort, folder }: ExportOptions): ConfFile {
  const transport = (protocol: string, port: number, more: Section["settings"] = []): Section => ({
    name: `transport-${protocol}`,
    settings: [["type", "transport"], ["protocol", protocol], ["bind", `${host}:${port}`], ...more],
  });
  const sections = [
    transport("udp", sipPort),
    transport("tcp", sipPort),
    transport("tls", sipTlsPort, [
      ["cert_file", `${folder}/${tlsFiles.certificate}`],
      ["priv_key_file", `${folder}/${tlsFiles.key}`],
      ["method", "tlsv1_2"],
    ]),
  ];
  return { name: "pjsip.transports.conf", text: confText([], sections), secret: false, ofSetup: false };
}
