import { DigestAuthentication } from "sip.js/lib/core/messages/digest-authentication.js";

/** Makes sip.js send a challenged request again. The credentials are written on the wire, see `ClientSide`. */
export class SecondTry extends DigestAuthentication {
  override authenticate(): boolean {
    return true;
  }

  override toString(): string {
    return "Digest";
  }
}
