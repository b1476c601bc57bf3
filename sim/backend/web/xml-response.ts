import type { Response } from "express";

/** Answers a phone with an XML document. */
export function sendXml(response: Response, xml: string): void {
  response.type("text/xml").send(xml);
}
