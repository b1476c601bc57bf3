import { Builder } from "xml2js";

const builder = new Builder({ headless: true, renderOpts: { pretty: false } });

/**
 * What a phone says of where it is (RFC 4119, RFC 5139). A setup has the address in one line, so that it all stands in
 * LOC: nobody has to guess which part is the street.
 */
export function pidfLo(address: string): string {
  const civic = { "ca:civicAddress": { "ca:LOC": address } };
  const geopriv = { "gp:location-info": civic, "gp:usage-rules": "" };
  return builder.buildObject({
    presence: {
      $: {
        xmlns: "urn:ietf:params:xml:ns:pidf",
        "xmlns:gp": "urn:ietf:params:xml:ns:pidf:geopriv10",
        "xmlns:ca": "urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr",
        entity: "pres:caller@location.invalid",
      },
      tuple: { $: { id: "desk" }, status: { "gp:geopriv": geopriv } },
    },
  });
}
