import { createReadStream } from "node:fs";
import { Readable, Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { createTarDecoder, type ParsedTarEntry } from "modern-tar";
import { unreadable } from "../../files/read-source.js";
import { DeskfleetError } from "../../model/errors.js";
import { fileKind } from "./file-kind.js";
import type { KeptFiles } from "./kept-files.js";
import type { OpenLimits } from "./limits.js";

/** Blocks of zeros end an archive (POSIX ustar). */
const blockBytes = 512;

/**
 * Reads a tar file, gzipped or not, as a stream: nothing is extracted, so no entry can reach outside, and what is of
 * no use (recordings, greetings) is passed over.
 * @param name of the source, as a message shows it
 * @throws DeskfleetError DF_IMPORT_CUT, DF_IMPORT_SOURCE
 */
export async function readTarball(
  path: string,
  name: string,
  gzipped: boolean,
  kept: KeptFiles,
  limits: OpenLimits,
): Promise<void> {
  const packed = createReadStream(path);
  let unpackedBytes = 0;
  let end: Uint8Array = new Uint8Array();
  const unpacked = new Transform({
    transform(chunk: Uint8Array, _encoding: string, done: TransformCallback) {
      unpackedBytes += chunk.length;
      end = Buffer.concat([end, chunk.subarray(-blockBytes)]).subarray(-blockBytes);
      done(isBomb(unpackedBytes, packed.bytesRead, limits) ? bomb(name, limits) : null, chunk);
    },
    // Of its own the decoder takes a cut between two entries for the end, and one in the padding of an entry for neither.
    flush(done: TransformCallback) {
      const isWhole = unpackedBytes % blockBytes === 0 && end.every((byte) => byte === 0);
      done(isWhole ? null : new Error("its end mark is missing"));
    },
  });
  try {
    // Both are waited for at once: where its input fails in the padding of an entry, the decoder neither fails nor ends.
    await Promise.all([
      gzipped ? pipeline(packed, createGunzip(), unpacked) : pipeline(packed, unpacked),
      readEntries(unpacked, name, kept),
    ]);
  } catch (cause) {
    throw faultOf(path, name, cause);
  } finally {
    packed.destroy();
  }
}

async function readEntries(unpacked: Readable, name: string, kept: KeptFiles): Promise<void> {
  const entries = (Readable.toWeb(unpacked) as ReadableStream<Uint8Array>).pipeThrough(
    createTarDecoder({ strict: true }),
  ) as ReadableStream<ParsedTarEntry>;
  // Cancelled, it would break the flow, and that failure hides the one that ended this loop.
  for await (const entry of entries.values({ preventCancel: true })) await readEntry(entry, name, kept);
}

async function readEntry({ header, body }: ParsedTarEntry, source: string, kept: KeptFiles): Promise<void> {
  kept.see();
  const shown = `${source}: ${header.name}`;
  const { type = "file" } = header;
  if (fileKind(header.name) === undefined || type !== "file") {
    await body.cancel();
    if (fileKind(header.name) !== undefined && type !== "directory") {
      kept.faults.push({ file: shown, message: `this is a ${type}, not a file: it was not followed` });
    }
    return;
  }
  if (header.name.startsWith("/") || header.name.split("/").includes("..")) {
    await body.cancel();
    kept.faults.push({ file: shown, message: "its path leads out of the archive: it was not read" });
    return;
  }
  kept.checkSize(shown, header.size);
  kept.keep(header.name, shown, new Uint8Array(await new Response(body).arrayBuffer()));
}

function isBomb(unpacked: number, packed: number, limits: OpenLimits): boolean {
  return unpacked > limits.ratioFromBytes && unpacked > packed * limits.ratio;
}

function bomb(name: string, limits: OpenLimits): DeskfleetError {
  const message = `${name} unpacks to more than ${limits.ratio} times its size: no backup does`;
  return new DeskfleetError("DF_IMPORT_SOURCE", message);
}

function faultOf(path: string, name: string, cause: unknown): DeskfleetError {
  if (cause instanceof DeskfleetError) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  if (/^E(?!RR_)/.test(code ?? "")) return unreadable(path, cause);
  return new DeskfleetError("DF_IMPORT_CUT", `cannot read ${name} to its end: ${message}`, { cause });
}
