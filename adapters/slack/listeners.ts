/** What Bolt hands over: acknowledged first, then done. */
import type { App } from '@slack/bolt';
import { readAction } from '../../src/buttons.ts';
import type { Action } from '../../src/chat.ts';
import type { Surroundings } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import { choices, choosing, filledIn, type Memory, mistakes, readMemory, waitingView } from './forms.ts';
import { atHome } from './hometab.ts';
import { hints, readSlash } from './lines.ts';
import { type From, fromOf, type Payload, readPayload } from './payload.ts';
import { SHARE } from './share.ts';
import type { Talk } from './talk.ts';

/** Read beside the alert it belongs to, not in its place: shown in a window. */
const IN_WINDOW = ['context'];

export type ListenerParts = {
  app: App;
  talk: Talk;
  around: Pick<Surroundings, 'commands' | 'complete' | 'actions' | 'log'>;
  prefix: string;
  /** A workspace belongs to an organisation. */
  met(from: From, payload: Payload): Promise<void>;
};

export function addListeners({ app, talk, around, prefix, met }: ListenerParts): void {
  /** What is kept of a button that had no room; null: it is too old. */
  async function actionOf(text: string | undefined): Promise<Action | null> {
    const read = readAction(text ?? '');
    return read !== null && 'kept' in read ? around.actions.recall(read.kept) : read;
  }

  async function read(body: unknown): Promise<{ p: Payload; from: From } | null> {
    const p = readPayload(body);
    if (p === null) return null;
    const from = fromOf(p);
    await met(from, p);
    return { p, from };
  }

  app.command(/.*/, async ({ ack, body }) => {
    await ack();
    const got = await read(body);
    if (got === null) return;
    const { p, from } = got;
    const line = readSlash(p.command ?? '', p.text ?? '', prefix, around.commands);
    if (!line.ok) return talk.say(from, line.why, false);
    const command = talk.commandNamed(line.value.command);
    const own = command?.form?.(line.value.input) ?? null;
    const form = own ?? (command === undefined ? null : choosing(command, line.value.input));
    if (command !== undefined && form !== null) return talk.form(form, command, from, 'channel');
    await talk.reply(line.value, from, false);
  });

  app.shortcut(/.*/, async ({ ack, body }) => {
    await ack();
    const got = await read(body);
    const command = talk.commandNamed('whosaid');
    const form = command?.form?.({}) ?? null;
    if (got === null || command === undefined || form === null) return;
    const { p, from } = got;
    const story = storyIn(p);
    if (story !== null) return talk.replyInNewView(story, inThread(from, p));
    const about = aboutOf(p.message?.text ?? '');
    await talk.form(form, command, inThread(from, p), 'view', about === null ? {} : { about });
  });

  app.action(/.*/, async ({ ack, body }) => {
    await ack();
    const got = await read(body);
    const pressed = got?.p.actions?.[0];
    // Other elements say what is chosen in them as well; only buttons do something.
    if (got === null || pressed === undefined || pressed.type !== 'button') return;
    const { p, from } = got;
    const action = unshared(await actionOf(pressed.value));
    if (p.view?.type === 'home') return pressedAtHome(action, atHome(from, p.view));
    const memory = p.view === undefined ? null : readMemory(p.view);
    const ephemeral = p.container?.is_ephemeral === true;
    if (action === null) return talk.say(from, words.slack.oldButton, false);
    if (p.view !== undefined && memory !== null) {
      const there = whence(from, memory);
      if (pressed.action_id === SHARE) return talk.share(action, there, false);
      return talk.replyInView(action, there, p.view.id, memory);
    }
    if (pressed.action_id === SHARE) return talk.share(action, from, ephemeral);
    const command = talk.commandNamed(action.command);
    const form = command?.form?.(action.input) ?? null;
    if (command !== undefined && form !== null) return talk.form(form, command, from, 'channel');
    if (IN_WINDOW.includes(action.command) && !ephemeral) return talk.replyInNewView(action, from);
    await talk.reply(action, from, ephemeral);
  });

  async function pressedAtHome(action: Action | null, from: From): Promise<void> {
    const command = action === null ? undefined : talk.commandNamed(action.command);
    if (action === null || command === undefined) return talk.publishHome(from, words.slack.oldButton);
    if (command.name === 'home') {
      const home = { direct: from.home?.direct ?? '', page: action.input.page ?? '' };
      return talk.publishHome({ ...from, home }, null);
    }
    const form = command.form?.(action.input) ?? null;
    if (command.who === 'anyone')
      return form === null ? talk.replyInNewView(action, from) : talk.form(form, command, from, 'view');
    // What is not about one subscription is about the whole workspace, which only managers change.
    const acting = action.input.subscription === undefined ? from : await talk.actingAtHome(from);
    if (form !== null) return talk.form(form, command, acting, 'home');
    await talk.actAtHome(action, acting);
  }

  app.view(/.*/, async ({ ack, body }) => {
    const p = readPayload(body);
    const memory = p?.view === undefined ? null : readMemory(p.view);
    const kept = memory?.what;
    const action = kept != null && 'kept' in kept ? await around.actions.recall(kept.kept) : kept;
    const command = action == null ? undefined : talk.commandNamed(action.command);
    if (p?.view === undefined || memory === null || action == null || command === undefined) return ack();
    const input = { ...action.input, ...filledIn(p.view) };
    const wrong = mistakes(command, input, p.view, hints(prefix, around.commands));
    if (wrong !== null) return ack({ response_action: 'errors', errors: wrong });
    const asked = { command: command.name, input };
    const from = whence(fromOf(p), memory);
    if (memory.place === 'view') {
      const title = command.form?.({})?.title ?? command.name;
      await ack({ response_action: 'update', view: waitingView(title, memory) as never });
      return talk.replyInView(asked, from, p.view.id, memory);
    }
    await ack();
    if (memory.place === 'home') return talk.actAtHome(asked, from);
    await talk.reply(asked, from, false);
  });

  app.options(/.*/, async ({ ack, body }) => {
    const p = readPayload(body);
    const memory = p?.view === undefined ? null : readMemory(p.view);
    const kept = memory?.what;
    const action = kept != null && 'kept' in kept ? await around.actions.recall(kept.kept) : kept;
    if (p === null || memory === null || action == null) return ack({ options: [] });
    const caller = {
      id: p.user?.id ?? '',
      place: {
        platform: 'slack' as const,
        tenant: whence(fromOf(p), memory).tenant,
        channel: memory.channel,
      },
      manager: false,
      operator: false,
      locale: 'en',
      direct: false,
    };
    const found = await around.complete(action.command, p.action_id ?? '', p.value ?? '', caller);
    await ack({ options: choices(found) as never });
  });
}

/** Whoever presses a button gets an answer of their own, also under one that was asked for the whole channel. */
function unshared(action: Action | null): Action | null {
  if (action === null) return null;
  const { share: _, ...input } = action.input;
  return { ...action, input };
}

/** Where a window was opened; one of before an update does not say in which workspace. */
const whence = (from: From, memory: Partial<Memory> & Pick<Memory, 'channel'>): From => ({
  ...from,
  tenant: memory.tenant ?? from.tenant,
  channel: memory.channel,
  responseUrl: memory.responseUrl ?? null,
  thread: memory.thread ?? null,
  ...(memory.home === undefined ? {} : { home: memory.home }),
});

/** A shortcut on a message in a thread answers into that thread. */
const inThread = (from: From, p: Payload): From => ({
  ...from,
  thread: p.message?.thread_ts ?? null,
});

/** The story that one of our own messages is about: its button knows it. */
function storyIn(p: Payload): Action | null {
  for (const block of p.message?.blocks ?? []) {
    if (block.type !== 'actions' || !Array.isArray(block.elements)) continue;
    for (const element of block.elements as { value?: unknown }[]) {
      const action = readAction(typeof element.value === 'string' ? element.value : '');
      const story = action === null || 'kept' in action ? undefined : action.input.story;
      if (story !== undefined) return { command: 'story', input: { story } };
    }
  }
  return null;
}

/** What a message may be asked about: the words it quotes, else all of a short one. */
function aboutOf(text: string): string | null {
  const bare = text
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  const quoted = /[“"]([^”"]{3,120})[”"]/.exec(bare)?.[1];
  if (quoted !== undefined) return quoted.trim();
  const whole = bare.replace(/\s+/g, ' ').trim();
  return whole !== '' && whole.length <= 80 ? whole : null;
}
