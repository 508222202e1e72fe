/** Discord's gateway on loopback: hello, identify, resume, heartbeats, and whatever a test lets it do. */
import type { Server } from 'node:http';
import { constants, createDeflate } from 'node:zlib';
import { type WebSocket, WebSocketServer } from 'ws';

export type FakeGateway = {
  /** Sent to every connection that is identified. */
  dispatch(t: string, d: unknown): void;
  /** Sends an opcode of its own: 7 reconnect, 9 invalid session. */
  send(op: number, d: unknown): void;
  disconnect(code: number): void;
  /** True: who connects hears nothing. */
  silent: boolean;
  /** How often somebody identified, resumed. */
  identified: number;
  resumed: number;
  intents: number[];
  shards: [number, number][];
  close(): Promise<void>;
};

type Answers = { ready(): unknown; accepts(token: string): boolean; guilds(): unknown[] };

export function createGateway(server: Server, answers: Answers): FakeGateway {
  const sockets = new WebSocketServer({ server, path: '/gateway' });
  const live = new Map<WebSocket, (packet: unknown) => void>();
  let sequence = 0;
  const gateway: FakeGateway = {
    identified: 0,
    resumed: 0,
    silent: false,
    intents: [],
    shards: [],
    dispatch(t, d) {
      for (const send of live.values()) send({ op: 0, t, s: ++sequence, d });
    },
    send(op, d) {
      for (const send of live.values()) send({ op, d });
    },
    disconnect(code) {
      for (const socket of sockets.clients) socket.close(code);
    },
    close: () =>
      new Promise((done) => {
        for (const socket of sockets.clients) socket.terminate();
        sockets.close(() => done());
      }),
  };

  sockets.on('connection', (socket, request) => {
    const send = sender(socket, request.url?.includes('compress=zlib-stream') ?? false);
    socket.on('close', () => live.delete(socket));
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(raw.toString());
      if (op === 1) send({ op: 11 });
      if (op === 2 || op === 6) {
        if (!answers.accepts(d.token)) return socket.close(4004);
        live.set(socket, send);
      }
      if (op === 6) {
        gateway.resumed++;
        send({ op: 0, t: 'RESUMED', s: ++sequence, d: {} });
      }
      if (op === 2) {
        gateway.identified++;
        gateway.intents.push(d.intents);
        gateway.shards.push(d.shard ?? [0, 1]);
        send({
          op: 0,
          t: 'READY',
          s: ++sequence,
          d: { ...(answers.ready() as object), shard: d.shard ?? [0, 1] },
        });
        for (const guild of answers.guilds()) send({ op: 0, t: 'GUILD_CREATE', s: ++sequence, d: guild });
      }
    });
    if (!gateway.silent) send({ op: 10, d: { heartbeat_interval: 20_000 } });
  });
  return gateway;
}

/** Frames in order, as one zlib stream where the client asks for it. */
function sender(socket: WebSocket, compressed: boolean): (packet: unknown) => void {
  if (!compressed) return (packet) => socket.send(JSON.stringify(packet));
  const deflate = createDeflate();
  let chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  let last = Promise.resolve();
  return (packet) => {
    last = last.then(
      () =>
        new Promise<void>((done) => {
          deflate.write(JSON.stringify(packet));
          deflate.flush(constants.Z_SYNC_FLUSH, () => {
            if (socket.readyState === socket.OPEN) socket.send(Buffer.concat(chunks));
            chunks = [];
            done();
          });
        }),
    );
  };
}
