import type { Response } from "express";
import { fittingXml } from "./fit-page.js";
import { HttpRefusal } from "./http-refusal.js";
import type { Page } from "./page.js";
import type { PageSeams } from "./seams.js";
import type { WebFaults } from "./web-fault.js";

export interface AnswersOptions {
  readonly seams: PageSeams;
  readonly faults: WebFaults;
  /** Resolves when everything that was done so far is on disk. */
  readonly settled: () => Promise<void>;
}

/** The one way out to phones: what a page or a file becomes on the wire. */
export class Answers {
  readonly #options: AnswersOptions;

  constructor(options: AnswersOptions) {
    this.#options = options;
  }

  /**
   * Shows a page, once what it tells of cannot be lost any more.
   * @param maxBytes that the phone takes
   * @throws HttpRefusal 404 where the app is taken away on purpose
   */
  async page(response: Response, page: Page, maxBytes: number): Promise<void> {
    const { seams, faults, settled } = this.#options;
    await settled();
    const shown = seams.page(page);
    if (!shown) throw new HttpRefusal(404, "No such page");
    const xml = fittingXml(shown, maxBytes);
    if (faults.kindFor("apps") !== "half") return send(response, xml);
    const body = Buffer.from(xml);
    // The length of the whole, half of it, and then the line is dead.
    response.type("text/xml").set("Content-Length", String(body.length));
    response.write(half(body), () => response.destroy());
  }

  /** Sends a file, once the mapping that it was made from cannot be lost any more. */
  async file(response: Response, xml: string): Promise<void> {
    const { faults, settled } = this.#options;
    await settled();
    const cut = faults.kindFor("files") === "half";
    // As a server that reads a file which is still being written: a good answer with half a document.
    send(response, cut ? half(Buffer.from(xml)) : xml);
  }
}

function half(body: Buffer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2));
}

function send(response: Response, xml: string | Buffer): void {
  response.type("text/xml").send(xml);
}
