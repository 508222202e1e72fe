/** Slack put together: clients, a sender that needs no connection, and Bolt that listens by Socket Mode or HTTP. */
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Ask, Reply } from '../../src/chat.ts';
import type { Adapter, Sender, Surroundings } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import { createReach } from './channels.ts';
import { type Clients, clientOptions, installedClients, singleClient } from './clients.ts';
import { addEvents } from './events.ts';
import { hints } from './lines.ts';
import { addListeners } from './listeners.ts';
import { ENDPOINT, SCOPES } from './manifest.ts';
import { createMany, tellSealed } from './many.ts';
import { installRoutes, type Route, servePages } from './pages.ts';
import { fromOf, readPayload } from './payload.ts';
import { createPeople } from './people.ts';
import { quiet } from './quiet.ts';
import { respond } from './respond.ts';
import { createSender } from './sender.ts';
import type { Settings } from './settings.ts';
import { createSight } from './sight.ts';
import { createSignIn } from './signin.ts';
import { createSocket, PATIENCE as SOCKET_PATIENCE, type Patience as SocketPatience } from './socket.ts';
import { createTalk } from './talk.ts';

/** Milliseconds; tests pass shorter ones. `request`: within which Slack must answer; `settle`: within which it may still do what it did not answer; `port`: between tries to listen. */
export type Patience = {
  request: number;
  settle: number;
  port: number;
  signIn: { first: number; longest: number };
  socket: SocketPatience;
  /** Between two messages in a channel, and between two of a workspace. */
  gaps: { channel: number; workspace: number };
};
export const PATIENCE: Patience = {
  request: 10_000,
  settle: 20_000,
  port: 5_000,
  signIn: { first: 5_000, longest: 60_000 },
  socket: SOCKET_PATIENCE,
  // About one a second in a channel and several hundred a minute in a workspace, taken as 400.
  // https://docs.slack.dev/apis/web-api/rate-limits#posting-messages
  gaps: { channel: 1_000, workspace: 150 },
};

const FINISH_WITHIN = 3_000;

export type Slack = Adapter & { sender(): Sender };

export function createSlack(settings: Settings, around: Surroundings, patience = PATIENCE): Slack {
  const { log, now } = around;
  const api = settings.SLACK_API_URL;
  const wait = (ms: number) => sleep(ms);
  const options = () => clientOptions(api, patience.request, log);
  const single =
    settings.SLACK_BOT_TOKEN === undefined
      ? null
      : singleClient(settings.SLACK_BOT_TOKEN, api, patience.request, log);
  const many = settings.SLACK_CLIENT_ID === undefined ? null : createMany(settings, around, options);
  const clients: Clients =
    many === null
      ? (single ?? singleClient('', api, patience.request, log))
      : installedClients({ ...many, fallback: single, api, timeout: patience.request, log });
  const pace = { perSecond: 1_000 / patience.gaps.workspace, perChannel: patience.gaps.channel };
  const people = createPeople(clients, around);
  const sight = createSight(clients, now);
  const prefix = settings.SLACK_COMMAND_PREFIX;
  const typedHere = hints(prefix, around.commands);
  const signIn =
    single === null ? null : createSignIn({ clients: single, around, patience: patience.signIn });
  const working = new Set<Promise<unknown>>();
  let stopping: (() => Promise<void>)[] = [];
  let stopped = false;

  const routes = many === null ? [] : installRoutes(many.provider, SCOPES, typedHere, log);

  /** Everything from Slack goes through here: what a handler throws is told, and what is under way is waited for at the end. */
  function createApp(receiver: Receiver, on: (ask: Ask) => Promise<Reply>): App {
    const app = new App({
      receiver,
      // Who it is from stands in the payload; asking for a token here would hold up the acknowledgement.
      authorize: async ({ teamId, enterpriseId }) => ({
        ...(teamId === undefined ? {} : { teamId }),
        ...(enterpriseId === undefined ? {} : { enterpriseId }),
      }),
      clientOptions: options(),
      logger: quiet(log),
      convoStore: false,
      deferInitialization: true,
      extendedErrorHandler: true,
    });
    // The library's types know only its older kind of handler.
    const unanswered = async ({ error, body }: { error: Error; body: unknown }) => {
      log.error({ err: error }, words.slack.unanswered(error.message));
      const { responseUrl } = fromOf(readPayload(body) ?? {});
      const said = { text: words.slack.lost, response_type: 'ephemeral' as const, replace_original: false };
      if (responseUrl !== null) await respond(responseUrl, said, wait);
    };
    app.error(unanswered as never);
    app.use(async ({ next }) => {
      const work = next();
      working.add(work);
      await work.finally(() => working.delete(work));
    });
    const talk = createTalk({
      clients,
      people,
      sight,
      around,
      answer: on,
      hints: typedHere,
      wait,
    });
    addListeners({
      app,
      talk,
      around,
      prefix,
      async met(from, payload) {
        const wide = payload.is_enterprise_install === true;
        if (many !== null && wide && from.enterprise !== null)
          await many.installations.note(from.tenant, from.enterprise);
      },
    });
    addEvents({ app, talk, around, many, clients, sight, again: () => signIn?.watch() });
    return app;
  }

  async function listenAt(port: number, start: () => Promise<unknown>, told: string): Promise<void> {
    while (!stopped) {
      try {
        await start();
        return log.info({}, told);
      } catch (error) {
        log.error({}, words.slack.noPort(port, (error as NodeJS.ErrnoException).code ?? String(error)));
        await wait(patience.port);
      }
    }
  }

  async function byHttp(on: (ask: Ask) => Promise<Reply>): Promise<void> {
    const receiver = new HTTPReceiver({
      signingSecret: settings.SLACK_SIGNING_SECRET ?? '',
      endpoints: [ENDPOINT],
      customRoutes: routes as never[],
      logger: quiet(log),
    });
    await createApp(receiver, on).init();
    stopping.push(async () => {
      await receiver.stop().catch(() => {});
    });
    const { PORT: port } = settings;
    const told = many === null ? words.slack.listening(port) : words.slack.installHere(port);
    void listenAt(port, () => receiver.start(port), told);
  }

  async function bySocket(on: (ask: Ask) => Promise<Reply>): Promise<void> {
    const receiver = new SocketModeReceiver({
      appToken: settings.SLACK_APP_TOKEN ?? '',
      autoReconnectEnabled: false,
      logger: quiet(log),
      // Its own options: what it is given it writes into.
      installerOptions: { clientOptions: options() },
      async processEventErrorHandler({ error }) {
        log.error({ err: error }, words.slack.unanswered(error.message));
        return false;
      },
    });
    await createApp(receiver, on).init();
    const socket = createSocket({ receiver, log, random: around.random, now, patience: patience.socket });
    socket.open();
    stopping.push(() => socket.close());
    if (many !== null) servePagesAt(settings.PORT, routes);
  }

  function servePagesAt(port: number, all: Route[]): void {
    let server: Server | null = null;
    const start = () =>
      new Promise<void>((up, failed) => {
        server = servePages(all).once('error', failed);
        server.listen(port, up);
      });
    stopping.push(async () => void server?.close());
    void listenAt(port, start, words.slack.installHere(port));
  }

  return {
    name: 'slack',
    async listen(on) {
      await (settings.SLACK_APP_TOKEN === undefined ? byHttp(on) : bySocket(on));
      signIn?.watch();
      if (many !== null) await tellSealed(many.installations, log);
    },
    sender: () =>
      createSender({
        clients,
        pace,
        around,
        hints: typedHere,
        refused: () => signIn?.refused(),
        settle: patience.settle,
      }),
    reach: createReach(clients),
    async stop() {
      stopped = true;
      signIn?.stop();
      await Promise.all(stopping.map((end) => end()));
      stopping = [];
      const patient = new AbortController();
      const late = sleep(FINISH_WITHIN, undefined, { signal: patient.signal }).catch(() => {});
      await Promise.race([Promise.allSettled([...working]), late]);
      patient.abort();
    },
  };
}
