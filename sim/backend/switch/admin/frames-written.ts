/** The lines that the server writes to an application. Field numbers matter: drachtio-srf reads by position. */

import type { SocketAddress } from "../../../sip/transport/transport.js";
import { newId } from "../ids.js";

/** drachtio-srf sends pings only to servers of v0.8.2 and later. */
const serverVersion = "v0.9.5";

/** How and when a SIP message crossed the network. */
export interface Passage {
  /** Empty for a message that the server made itself. */
  readonly protocol: string;
  readonly far: SocketAddress;
  /** Wall clock, milliseconds since the epoch. */
  readonly atMs: number;
  /** The whole SIP message. */
  readonly text: string;
}

/** A local answer has crossed no network. */
export const nowhere: SocketAddress = { host: "", port: 0 };

export function okFrame(commandId: string): string {
  return `${newId()}|response|${commandId}|OK`;
}

export function pongFrame(commandId: string): string {
  return `${okFrame(commandId)}|pong`;
}

/** @param hostPorts `tcp/127.0.0.1:5060,udp/127.0.0.1:5060`, with TLS `,tls/127.0.0.1:5061` */
export function loginFrame(commandId: string, hostPorts: string): string {
  return `${okFrame(commandId)}|${hostPorts}|${serverVersion}|${hostPorts}`;
}

/** The two refusals after which the server closes the connection. */
export function refusalFrame(commandId: string, reason: "incorrect secret" | "Unknown message type"): string {
  return `${newId()}|response|${commandId}|NO|${reason}`;
}

/** @param reason drachtio-srf shows it as the error's message; a `|` in it would cut it off. */
export function failureFrame(commandId: string, reason: string): string {
  return `${newId()}|response|${commandId}|NOK|${reason.replace(/[|\r\n]/g, " ")}`;
}

/** Tells the application what was sent for it; it takes its transaction id and the generated headers from here. */
export function requestEcho(commandId: string, transactionId: string, passage: Passage): string {
  return `${okFrame(commandId)}|${crossing("application", passage)}|${transactionId}|Msg sent:|\r\n${passage.text}`;
}

/** @param dialogId becomes the id of a UAS dialog in the application; "" where there is none. */
export function responseEcho(
  commandId: string,
  transactionId: string,
  dialogId: string,
  passage: Passage,
): string {
  const ids = `${transactionId}|${dialogId}`;
  return `${okFrame(commandId)}|${crossing("application", passage)}|${ids}||Msg sent:|\r\n${passage.text}`;
}

/** A request that belongs to no dialog. */
export function newRequestFrame(transactionId: string, received: SocketAddress, passage: Passage): string {
  const near = `${received.host}|${received.port}`;
  return `${newId()}|sip|${crossing("network", passage)}|${transactionId}||${near}|\r\n${passage.text}`;
}

/** A request inside a dialog, or a response; both have the same fields. */
export function messageFrame(transactionId: string, dialogId: string, passage: Passage): string {
  return `${newId()}|sip|${crossing("network", passage)}|${transactionId}|${dialogId}|\r\n${passage.text}`;
}

/** A request that the server sent of its own accord inside a dialog of the application. */
export function unsolicitedFrame(dialogId: string, passage: Passage): string {
  return `${newId()}|sip|${crossing("application", passage)}|unsolicited|${dialogId}|\r\n${passage.text}`;
}

function crossing(source: "network" | "application", { protocol, far, atMs, text }: Passage): string {
  const bytes = protocol === "" ? 0 : Buffer.byteLength(text);
  return `${source}|${bytes}|${protocol}|${far.host}|${far.port}|${timeOfDay(atMs)}`;
}

/** `07:05:11.991775`, UTC. */
function timeOfDay(atMs: number): string {
  return `${new Date(Math.floor(atMs)).toISOString().slice(11, 23)}000`;
}
