// JSON-RPC as Prisma's CLI speaks it with its native engine: one message a line.
import { createInterface } from 'node:readline';

/** The CLI's names for what the WebAssembly engine calls otherwise. @type {Record<string, string>} */
const renamed = { getDatabaseVersion: 'version' };

/** @param {unknown} message */
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

/**
 * @param {unknown} error
 * @returns {{ message: string, error_code?: string, meta?: unknown, is_panic: boolean }}
 */
export function describe(error) {
  const { message, code, meta } = /** @type {{ message?: string, code?: string, meta?: unknown }} */ (error ?? {});
  return {
    message: message ?? String(error),
    error_code: code,
    meta,
    is_panic: error instanceof WebAssembly.RuntimeError,
  };
}

/**
 * Answers the CLI until it closes our input.
 * @param {() => Promise<Record<string, (params: unknown) => Promise<unknown>>>} open
 */
export async function converse(open) {
  /** @type {ReturnType<typeof open> | undefined} */
  let engine;
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    // The CLI acknowledges our `print`; that has a result and no method.
    if (!request.method) continue;
    engine ??= open();
    await answer(request, engine);
  }
}

/**
 * @param {{ id: number, method: string, params: unknown }} request
 * @param {ReturnType<Parameters<typeof converse>[0]>} opening
 */
async function answer({ id, method, params }, opening) {
  try {
    const engine = await opening;
    const result = (await engine[renamed[method] ?? method](params)) ?? null;
    // The native engine prints a diff while it makes it; the CLI shows nothing else.
    const printed = /** @type {{ stdout?: string } | null} */ (result)?.stdout;
    if (method === 'diff' && printed) {
      say({ jsonrpc: '2.0', id: id + 1_000_000, method: 'print', params: { content: printed } });
    }
    say({ jsonrpc: '2.0', id, result });
  } catch (error) {
    const data = describe(error);
    say({ jsonrpc: '2.0', id, error: { code: 4466, message: 'An error happened. Check the data field.', data } });
  }
}
