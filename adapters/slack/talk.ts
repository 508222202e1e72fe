/** From what somebody does to an Ask, and its Reply to where they are: a private message, a window, the Home tab, the channel. */
import type { Action, Ask, Caller, Form, Node, Reply } from '../../src/chat.ts';
import type { Command } from '../../src/command.ts';
import type { Surroundings } from '../../src/platform.ts';
import { message, plain } from '../../src/shown.ts';
import { words } from '../../src/words.ts';
import type { Clients } from './clients.ts';
import { failureOf } from './errors.ts';
import { answerView, formView, type Memory, memoryAction, waitingView } from './forms.ts';
import { homeView } from './hometab.ts';
import { LIMITS } from './limits.ts';
import { plainText } from './mrkdwn.ts';
import type { From } from './payload.ts';
import type { People } from './people.ts';
import { createPlaces } from './place.ts';
import { actionsToKeep, type Block, blocksOf } from './render.ts';
import { shareable, withShare } from './share.ts';
import type { Sight } from './sight.ts';

const AGAIN = [300, 1_200]; // milliseconds before the second and the third try
const LONGEST_PAUSE = 10_000; // somebody is looking at the window

export type TalkParts = {
  clients: Clients;
  people: People;
  sight: Sight;
  around: Pick<Surroundings, 'commands' | 'operators' | 'manages' | 'actions' | 'log' | 'now'>;
  answer(ask: Ask): Promise<Reply>;
  hints(text: string): string;
  wait(ms: number): Promise<void>;
};

export type Talk = ReturnType<typeof createTalk>;

export function createTalk(parts: TalkParts) {
  const { clients, people, around, hints } = parts;
  const { sendFiles, rendered, privately, show } = createPlaces(parts);
  const commandNamed = (name: string): Command | undefined => around.commands.find((c) => c.name === name);

  async function callerOf(from: From): Promise<Caller & { unsure: string | null }> {
    const person = await people.of(from.tenant, from.user);
    const operator = [from.user, `${from.tenant}/${from.user}`].some((id) => around.operators.includes(id));
    const allowed = person.guest !== true && (await around.manages(from.tenant, from.user));
    const manager = person.admin || operator || allowed;
    const sight = person.admin || operator ? 'all' : person.guest === true ? 'own' : 'public';
    return {
      id: from.user,
      place: { platform: 'slack', tenant: from.tenant, channel: from.channel },
      manager,
      unsure: manager ? null : (person.unsure ?? null),
      operator,
      locale: person.locale,
      direct: from.channel.startsWith('D'),
      ...(person.zone === undefined ? {} : { zone: person.zone }),
      sees: parts.sight.seeing(from.tenant, from.user, sight),
    };
  }

  async function ask(action: Action, from: From): Promise<Reply> {
    const { unsure, ...caller } = await callerOf(from);
    // An admin must not be told that only admins may, because Slack did not answer.
    if (unsure !== null && !caller.direct && commandNamed(action.command)?.who === 'manager')
      return { ...message([{ kind: 'text', text: [plain(unsure)] }]), visibility: 'private' };
    const reply = await parts.answer({ ...action, caller });
    await around.actions.keep(actionsToKeep(reply));
    return reply;
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

  /** What may be done twice, again after what may pass: a window would say that it is looking for ever. */
  async function persistently(work: () => Promise<unknown>): Promise<void> {
    for (const pause of [...AGAIN, null]) {
      try {
        await work();
        return;
      } catch (error) {
        const now = around.now();
        const failure = failureOf(error, now);
        const passes = failure.is === 'later' || failure.is === 'ambiguous' || failure.is === 'unreached';
        if (pause === null || !passes) throw error;
        const asked = failure.is === 'later' ? failure.at - now : 0;
        if (asked > LONGEST_PAUSE) throw error;
        await parts.wait(Math.max(pause, asked));
      }
    }
  }

  async function updateView(from: From, id: string, view: Block): Promise<void> {
    const client = await clients.of(from.tenant);
    await persistently(() => client.views.update({ view_id: id, view: view as never }));
  }

  const memoryOf = (action: Action, from: From, place: Memory['place']): Memory => ({
    action: memoryAction(action),
    place,
    tenant: from.tenant,
    channel: from.channel,
    ...(from.responseUrl === null ? {} : { responseUrl: from.responseUrl }),
    ...(from.thread === null ? {} : { thread: from.thread }),
    ...(place === 'home' && from.home !== undefined ? { home: from.home } : {}),
  });

  const titleOf = (action: Action): string =>
    commandNamed(action.command)?.form?.({})?.title ?? hints(`/${action.command}`);

  const talk = {
    callerOf,
    commandNamed,
    privately,
    memoryOf,

    /** Answers a command where it was typed or a button where it stands. */
    async reply(action: Action, from: From, replace: boolean): Promise<void> {
      const reply = await ask(action, from);
      if (reply.visibility === 'public' && !replace && (await show(from, reply, []))) return;
      const files = await sendFiles(reply, from, false);
      const share = from.channel !== '' && shareable(commandNamed(action.command), reply) ? action : null;
      await privately(from, rendered(reply, share, files), replace);
    },

    /** In a window that is open already. */
    async replyInView(action: Action, from: From, view: string, memory: Memory): Promise<void> {
      const reply = await ask(action, from);
      const apart = (await sendFiles(reply, from, false)) === true;
      const note: Node[] = apart ? [{ kind: 'note', text: [plain(words.slack.filesSent)] }] : [];
      const look = { most: LIMITS.viewBlocks - 1, hints, apart };
      const blocks = blocksOf([...reply.nodes, ...note], look);
      const share = memory.channel !== '' && shareable(commandNamed(action.command), reply);
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
      if (may && (await openView(from, formView(form, command, memory, hints, prefilled))) !== null) return;
      // Where no window opens, the command itself says what to type.
      await (place === 'home' ? talk.actAtHome(action, from) : talk.reply(action, from, false));
    },

    /** The answer again, for the channel; `ephemeral`: the private one is replaced by a word that it was done. */
    async share(action: Action, from: From, ephemeral: boolean): Promise<void> {
      const reply = await ask(action, from);
      const by = plainText(words.slack.sharedBy(from.userName === '' ? from.user : from.userName), 200);
      const note = { type: 'context', elements: [{ type: 'mrkdwn', text: by, verbatim: true }] };
      const done = await show(from, reply, [note]);
      if (!ephemeral && done) return;
      const said = done ? words.slack.shared : words.slack.notShared;
      await privately(from, { text: said, blocks: [] }, done);
    },

    async publishHome(from: From, notice: string | null): Promise<void> {
      const { direct = '', page = '' } = from.home ?? {};
      const here = { ...from, channel: direct, responseUrl: null, thread: null };
      const reply = await ask({ command: 'home', input: page === '' ? {} : { page } }, here);
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
      await persistently(() =>
        client.views.publish({ user_id: from.user, view: homeView(blocks, from) as never }),
      );
    },

    /** Where somebody acts who does so in the Home tab: a manager in every channel, anybody else in their direct messages. */
    async actingAtHome(from: From): Promise<From> {
      const { manager, unsure } = await callerOf(from);
      return { ...from, channel: manager || unsure !== null ? '' : (from.home?.direct ?? '') };
    },

    /** Done from the Home tab, which then shows how things are and what was said. */
    async actAtHome(action: Action, from: From): Promise<void> {
      const reply = await ask(action, from);
      await talk.publishHome(from, reply.plain);
    },

    say: (from: From, text: string, replace: boolean) =>
      privately(from, { text: plainText(hints(text), LIMITS.text), blocks: [] }, replace),
  };

  const longActions = (action: Action): Action[] => (memoryAction(action).startsWith('~') ? [action] : []);

  return talk;
}
