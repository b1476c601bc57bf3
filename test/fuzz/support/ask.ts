import { request } from "node:http";
import { connect } from "node:net";

export interface Question {
  readonly method: string;
  /** As it goes on the wire: it need not be a proper path. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** No answer of our servers takes longer. */
const answerBoundMs = 5000;

/** Asks and reads the whole answer; of a stream without end, its head. Rejects where no answer comes in time. */
export function ask(base: string, { method, path, headers, body }: Question): Promise<Answer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const open = request({ host: hostname, port, method, path, headers, agent: false }, (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      const chunks: Buffer[] = [];
      const done = (): void => {
        clearTimeout(timer);
        resolve({ status, type: answered["content-type"] ?? "", text: Buffer.concat(chunks).toString() });
      };
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", done);
      response.on("error", reject);
      if (answered["content-type"]?.includes("ndjson")) {
        done();
        open.destroy();
      }
    });
    const timer = setTimeout(() => {
      open.destroy();
      reject(new Error(`no answer within ${answerBoundMs} ms: ${method} ${path}`));
    }, answerBoundMs);
    open.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    open.end(body);
  });
}

/** Sends bytes that need not be HTTP and hangs up. Resolves with what came back until the server hung up too. */
export function sendRaw(base: string, bytes: Buffer): Promise<string> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.end(bytes));
    const done = (): void => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks).toString());
    };
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`the connection was open for more than ${answerBoundMs} ms`));
    }, answerBoundMs);
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("error", done);
    socket.on("close", done);
  });
}
