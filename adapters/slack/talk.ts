/** From what somebody does to an Ask, and its Reply to where they are: a private message, a window, the Home tab, the channel. */
import { writeAction } from '../../src/buttons.ts';
import type { Action, Ask, Caller, Command, Form, Reply, Surroundings } from '../../src/chat.ts';
import { words } from '../../src/words.ts';
import { seeing } from './channels.ts';
import type { Clients } from './clients.ts';
import { answerView, formView, type Memory, memoryAction, waitingView } from './forms.ts';
import { LIMITS } from './limits.ts';
import { plainText } from './mrkdwn.ts';
import type { Pace } from './pace.ts';
import type { From } from './payload.ts';
import type { People } from './people.ts';
import { actionsToKeep, type Block, blocksOf, type Rendered, renderMessage } from './render.ts';
import { respond } from './respond.ts';

export type TalkParts = {
  clients: Clients;
  people: People;
  pace: Pace;
  around: Pick<Surroundings, 'commands' | 'operators' | 'manages' | 'actions' | 'log'>;
  answer(ask: Ask): Promise<Reply>;
  hints(text: string): string;
  wait(ms: number): Promise<void>;
};

export type Talk = ReturnType<typeof createTalk>;

export const SHARE = 'share';

export function createTalk(parts: TalkParts) {
  const { clients, people, around, hints, wait } = parts;
  const commandNamed = (name: string): Command | undefined => around.commands.find((c) => c.name === name);

  async function callerOf(from: From): Promise<Caller> {
    const person = await people.of(from.tenant, from.user);
    const operator = around.operators.includes(from.user);
    const manager = person.admin || operator || (await around.manages(from.tenant, from.user));
    return {
      id: from.user,
      place: { platform: 'slack', tenant: from.tenant, channel: from.channel },
      manager,
      operator,
      locale: person.locale,
      direct: from.channel.startsWith('D'),
      ...(person.zone === undefined ? {} : { zone: person.zone }),
      sees: seeing(clients, from.tenant, from.user, manager),
    };
  }

  async function ask(action: Action, from: From): Promise<Reply> {
    const reply = await parts.answer({ ...action, caller: await callerOf(from) });
    await around.actions.keep(actionsToKeep(reply));
    return reply;
  }

  /** What can be shown to a channel: answers on the news, not settings or what went wrong. */
  function shareable(action: Action, reply: Reply): boolean {
    if (commandNamed(action.command)?.who !== 'anyone') return false;
    return reply.nodes.some(
      (n) =>
        n.kind === 'quote' ||
        n.kind === 'image' ||
        n.kind === 'file' ||
        (n.kind === 'list' && n.items.some((item) => item.some((run) => run.kind === 'link'))),
    );
  }

  const shareButton = (action: Action): Block => ({
    type: 'button',
    action_id: SHARE,
    text: { type: 'plain_text', text: words.slack.shareButton, emoji: false },
    value: writeAction(action, LIMITS.value),
  });

  /** Beside the last row of buttons where it has room. */
  function withShare(blocks: Block[], action: Action): Block[] {
    const last = blocks.at(-1);
    const elements = last?.type === 'actions' ? (last.elements as Block[]) : null;
    if (elements === null || elements.length >= LIMITS.actions)
      return [...blocks, { type: 'actions', elements: [shareButton(action)] }];
    return [...blocks.slice(0, -1), { type: 'actions', elements: [...elements, shareButton(action)] }];
  }

  function rendered(reply: Reply, action: Action, share: boolean): Rendered {
    const { text, blocks } = renderMessage(reply, { hints, most: LIMITS.blocks - 1 });
    return { text, blocks: share && shareable(action, reply) ? withShare(blocks, action) : blocks };
  }

  /** To who asked alone: by the address of the command or button, else as a message that only they see. */
  async function privately(from: From, said: Rendered, replace: boolean): Promise<void> {
    const thread = from.thread === null ? {} : { thread_ts: from.thread };
    if (from.responseUrl !== null) {
      const how = { response_type: 'ephemeral' as const, replace_original: replace };
      if (await respond(from.responseUrl, { ...said, ...how, ...thread }, wait)) return;
    }
    if (from.channel === '') return;
    const client = await clients.of(from.tenant);
    await client.chat.postEphemeral({
      channel: from.channel,
      user: from.user,
      text: said.text,
      blocks: said.blocks as never[],
      ...thread,
    });
  }

  async function publicly(from: From, said: Rendered): Promise<boolean> {
    const thread = from.thread === null ? {} : { thread_ts: from.thread };
    if (from.responseUrl !== null)
      return respond(
        from.responseUrl,
        { ...said, response_type: 'in_channel', replace_original: false, ...thread },
        wait,
      );
    try {
      const client = await clients.of(from.tenant);
      await parts.pace.turn(from.tenant, from.channel);
      const post = { channel: from.channel, text: said.text, blocks: said.blocks as never[], ...thread };
      await client.chat.postMessage({ ...post, unfurl_links: false, unfurl_media: false });
      return true;
    } catch (error) {
      around.log.warn({ err: error }, words.slack.notShared);
      return false;
    }
  }

  async function openView(from: From, view: Block): Promise<string | null> {
    if (from.trigger === null) return null;
    try {
      const client = await clients.of(from.tenant);
      const opened = await client.views.open({ trigger_id: from.trigger, view: view as never });
      return opened.view?.id ?? null;
    } catch (error) {
      around.log.warn({ err: error }, words.slack.unanswered(String(error)));
      return null;
    }
  }

  async function updateView(from: From, id: string, view: Block): Promise<void> {
    const client = await clients.of(from.tenant);
    await client.views.update({ view_id: id, view: view as never });
  }

  const memoryOf = (action: Action, from: From, place: Memory['place']): Memory => ({
    action: memoryAction(action),
    place,
    channel: from.channel,
    ...(from.responseUrl === null ? {} : { responseUrl: from.responseUrl }),
    ...(from.thread === null ? {} : { thread: from.thread }),
  });

  const titleOf = (action: Action): string =>
    commandNamed(action.command)?.form?.({})?.title ?? `/${action.command}`;

  const talk = {
    callerOf,
    commandNamed,
    privately,
    memoryOf,

    /** Answers a command where it was typed or a button where it stands. */
    async reply(action: Action, from: From, replace: boolean): Promise<void> {
      const reply = await ask(action, from);
      if (reply.visibility === 'public' && !replace) {
        if (await publicly(from, rendered(reply, action, false))) return;
      }
      await privately(from, rendered(reply, action, from.channel !== ''), replace);
    },

    /** In a window that is open already. */
    async replyInView(action: Action, from: From, view: string, memory: Memory): Promise<void> {
      const reply = await ask(action, from);
      const blocks = blocksOf(reply.nodes, { most: LIMITS.viewBlocks - 1, hints });
      const share = memory.channel !== '' && shareable(action, reply);
      const shown = share ? withShare(blocks, action) : blocks;
      await updateView(from, view, answerView(titleOf(action), shown, memory));
    },

    /** In a new window, opened at once, filled when the answer is there; where none opens, as a message. */
    async replyInNewView(action: Action, from: From): Promise<void> {
      const memory = memoryOf(action, from, 'view');
      const view = await openView(from, waitingView(titleOf(action), memory));
      if (view === null) return talk.reply(action, from, false);
      await talk.replyInView(action, from, view, memory);
    },

    /** Whoever may not do it is told so instead of being given a window to fill in. */
    async form(
      form: Form,
      command: Command,
      from: From,
      place: Memory['place'],
      prefilled: Record<string, string> = {},
    ): Promise<void> {
      const action = { command: form.command, input: form.input };
      const may = command.who === 'anyone' || command.may({}, await callerOf(from)) === true;
      const memory = memoryOf(action, from, place);
      await around.actions.keep(longActions(action));
      if (may && (await openView(from, formView(form, command, memory, prefilled))) !== null) return;
      // Where no window opens, the command itself says what to type.
      await (place === 'home' ? talk.actAtHome(action, from) : talk.reply(action, from, false));
    },

    /** The answer again, for the channel; `ephemeral`: the private one is replaced by a word that it was done. */
    async share(action: Action, from: From, ephemeral: boolean): Promise<void> {
      const reply = await ask(action, from);
      const { text, blocks } = rendered(reply, action, false);
      const by = plainText(words.slack.sharedBy(from.userName === '' ? from.user : from.userName), 200);
      const note = { type: 'context', elements: [{ type: 'mrkdwn', text: by, verbatim: true }] };
      const done = await publicly(from, { text, blocks: [...blocks, note] });
      if (!ephemeral && done) return;
      const said = done ? words.slack.shared : words.slack.notShared;
      await privately(from, { text: said, blocks: [] }, done);
    },

    async publishHome(from: From, notice: string | null): Promise<void> {
      const here = { ...from, channel: '', responseUrl: null, thread: null };
      const reply = await ask({ command: 'home', input: {} }, here);
      const most = LIMITS.viewBlocks - 1;
      const above: Block[] =
        notice === null
          ? []
          : [
              {
                type: 'section',
                text: { type: 'mrkdwn', text: plainText(hints(notice), LIMITS.section - 50), verbatim: true },
              },
            ];
      const client = await clients.of(from.tenant);
      const blocks = [...above, ...blocksOf(reply.nodes, { most, hints })];
      await client.views.publish({ user_id: from.user, view: { type: 'home', blocks: blocks as never[] } });
    },

    /** Done from the Home tab, which then shows how things are and what was said. */
    async actAtHome(action: Action, from: From): Promise<void> {
      const reply = await ask(action, { ...from, channel: '' });
      await talk.publishHome(from, reply.plain);
    },

    say: (from: From, text: string, replace: boolean) =>
      privately(from, { text: plainText(hints(text), LIMITS.text), blocks: [] }, replace),
  };

  const longActions = (action: Action): Action[] => (memoryAction(action).startsWith('~') ? [action] : []);

  return talk;
}
