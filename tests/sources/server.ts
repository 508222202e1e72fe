/** Real servers on loopback for the tests of the web's door. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net';
import { afterEach } from 'vitest';
import { createWeb, type Fetched, type Web, type WebOptions } from '../../src/sources/web.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** The address of a server that answers with `listener`, without a slash at its end. */
export async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that writes `parts` as they are and then hangs up ("end"), resets ("reset") or keeps silent ("hang"). */
export async function serveRaw(
  parts: (string | Uint8Array)[],
  then: 'end' | 'reset' | 'hang',
): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      for (const part of parts) socket.write(part);
      if (then === 'end') socket.end();
      if (then === 'reset') setTimeout(() => socket.resetAndDestroy(), 20);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const NOW = Date.parse('2024-06-14T10:00:00Z');

/** A door that may read loopback, without pauses. */
export function door(change: Partial<WebOptions> = {}): Web {
  const web = createWeb({
    userAgent: 'Whosaid/0.1 (test@harbour.example)',
    allowPrivate: ['127.0.0.0/8', '::1/128'],
    hostPause: 0,
    timeout: 5000,
    maxBytes: 1_000_000,
    now: () => NOW,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    ...change,
  });
  closing.push(() => web.stop());
  return web;
}

export function feed(web: Web, url: string): Promise<Fetched> {
  return web.get(url, { accept: 'feed', validators: null });
}

export function page(web: Web, url: string): Promise<Fetched> {
  return web.get(url, { accept: 'page', validators: null });
}

export function textOf(fetched: Fetched): string | null {
  return fetched.is === 'page' ? new TextDecoder().decode(fetched.body) : null;
}
