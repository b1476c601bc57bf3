import type Srf from "drachtio-srf";
import type { SrfRequest, SrfResponse } from "drachtio-srf";

interface Options {
  readonly method: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly proxy?: string;
  readonly auth?: { readonly username: string; readonly password: string };
}

interface Sent {
  readonly request: SrfRequest;
  /** All responses that the application gets for it, filled as they come. */
  readonly responses: SrfResponse[];
  /** The first final one. */
  readonly final: Promise<SrfResponse>;
}

/**
 * A request outside a dialog. The type declarations of drachtio-srf 5.0.29 describe another signature than the one
 * its code and README have, hence the cast.
 */
export function requestOf(srf: Srf, uri: string, options: Options): Promise<Sent> {
  const request = srf.request.bind(srf) as unknown as (
    uri: string,
    options: Options,
    callback: (error: Error | null, request: SrfRequest) => void,
  ) => void;
  return new Promise((resolve, reject) => {
    request(uri, options, (error, sent) => {
      if (error) {
        reject(error);
        return;
      }
      const responses: SrfResponse[] = [];
      const final = new Promise<SrfResponse>((settle) => {
        sent.on("response", (response) => {
          if (!response) return;
          responses.push(response);
          if (response.status >= 200) settle(response);
        });
      });
      resolve({ request: sent, responses, final });
    });
  });
}
