/** From an interaction to an Ask and back: acknowledged at once, answered when the answer is there. */
import { tooLong, writeAction } from '../../src/buttons.ts';
import type { Action, Ask, Caller, Choice, Form, Message, Reply } from '../../src/chat.ts';
import type { Command } from '../../src/command.ts';
import { optionsOf } from '../../src/options.ts';
import type { Surroundings } from '../../src/platform.ts';
import { message, plain } from '../../src/shown.ts';
import { words } from '../../src/words.ts';
import { sayable } from './errors.ts';
import {
  actionOf,
  callerOf,
  formId,
  formOf,
  type Interaction,
  inputOf,
  KIND,
  POWERLESS,
  type Powers,
  powersIn,
} from './interaction.ts';
import { LIMITS } from './limits.ts';
import { actionsToKeep } from './render.ts';
import type { Responder } from './respond.ts';
import type { Sight } from './sight.ts';

const CALLBACK = { message: 4, later: 5, update: 6, choices: 8, form: 9 };
const EPHEMERAL = 64;
const FORM_ROOM = LIMITS.customId - formId('').length;

export type Listening = {
  handle(i: Interaction): Promise<void>;
  /** What came with the interaction that a caller speaks through, about a channel. */
  powers(caller: Caller, channel: string): Powers;
};

export type ListenParts = {
  responder: Responder;
  around: Pick<Surroundings, 'commands' | 'operators' | 'complete' | 'actions' | 'log'>;
  answer(ask: Ask): Promise<Reply>;
  /** The bot's own user id, once it is known. */
  self(): string;
  sees: Sight;
  /** Who started a thread, by what the gateway has told; null for what is none. */
  starter(channel: string): string | null;
};

export function createListening(parts: ListenParts): Listening {
  const { responder, around } = parts;
  const speakers = new WeakMap<Caller, Interaction>();
  const commandNamed = (name: string | undefined) => around.commands.find((c) => c.name === name);

  function callerFor(i: Interaction): Caller {
    const known = callerOf(i, around.operators, parts.self(), parts.starter(i.channel_id ?? ''));
    const guild = i.guild_id;
    const person = { id: known.id, roles: i.member?.roles ?? [] };
    const caller: Caller =
      guild === undefined ? known : { ...known, sees: (channel) => parts.sees(guild, channel, person) };
    speakers.set(caller, i);
    return caller;
  }

  /** The acknowledgement goes out before anything is looked up, and decides who sees the answer: it cannot be changed after. */
  async function answer(
    i: Interaction,
    first: { type: number; data?: unknown },
    what: Action | { kept: string } | null,
    more: Record<string, string> = {},
  ): Promise<void> {
    if (!(await responder.first(i, first))) return around.log.warn({ id: i.id }, words.discord.late);
    const action = what !== null && 'kept' in what ? await around.actions.recall(what.kept) : what;
    if (action === null) return responder.fill(i, say(words.discord.oldButton));
    const input = { ...action.input, ...more };
    const reply = await parts.answer({ command: action.command, input, caller: callerFor(i) });
    await around.actions.keep(actionsToKeep(reply));
    await responder.fill(i, reply);
  }

  const deferred = (open: boolean) => ({
    type: CALLBACK.later,
    data: open ? {} : { flags: EPHEMERAL },
  });

  async function command(i: Interaction): Promise<void> {
    const wanted = commandNamed(i.data?.name);
    const input = inputOf(i);
    const form = wanted?.form?.(input) ?? null;
    // Whoever may not do it is told so instead of being given a form to fill in.
    if (wanted !== undefined && form !== null && mayAsk(wanted, callerFor(i))) {
      // The form first: a store that is slow must not keep somebody waiting, and it is filled in seconds later.
      await responder.first(i, { type: CALLBACK.form, data: modal(form, wanted) });
      await around.actions
        .keep(tooLong([{ command: form.command, input: form.input }], FORM_ROOM))
        .catch((error: Error) => around.log.warn(sayable(error), `Discord: ${error.message}`));
      return;
    }
    await answer(i, deferred(wanted?.open?.(input) ?? false), { command: i.data?.name ?? '', input });
  }

  /** An answer that belongs to who presses is paged in place; under an alert everybody gets an answer of their own. */
  async function button(i: Interaction): Promise<void> {
    const own =
      ((i.message?.flags ?? 0) & EPHEMERAL) !== 0 ||
      (i.message?.interaction_metadata?.user?.id ?? '') === callerFor(i).id;
    await answer(i, own ? { type: CALLBACK.update } : deferred(false), actionOf(i));
  }

  async function form(i: Interaction): Promise<void> {
    const filled = formOf(i);
    await answer(i, deferred(false), filled?.action ?? null, filled?.fields);
  }

  async function typing(i: Interaction): Promise<void> {
    const focused = i.data?.options?.find((o) => o.focused === true);
    let found: Choice[] = [];
    try {
      if (focused !== undefined)
        found = await around.complete(
          i.data?.name ?? '',
          focused.name,
          String(focused.value ?? ''),
          callerFor(i),
        );
    } finally {
      await responder.first(i, { type: CALLBACK.choices, data: { choices: choices(found) } });
    }
  }

  return {
    async handle(i) {
      const work = {
        [KIND.command]: command,
        [KIND.button]: button,
        [KIND.typing]: typing,
        [KIND.form]: form,
      };
      try {
        await work[i.type]?.(i);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        around.log.error(sayable(error), words.discord.unanswered(why));
        // What was acknowledged would say “thinking…” for ever.
        if (i.type !== KIND.typing) await responder.fill(i, say(words.discord.unfilled)).catch(() => {});
      }
    },
    powers(caller, channel) {
      const i = speakers.get(caller);
      return i === undefined ? POWERLESS : powersIn(i, channel);
    },
  };
}

const say = (text: string): Message => message([{ kind: 'text', text: [plain(text)] }]);

const mayAsk = (command: Command, caller: Caller): boolean => command.may({}, caller) === true;

/** At most 25, each once, within Discord's lengths; what is too long to be sent back is not offered. Pure. */
export function choices(found: Choice[]): { name: string; value: string }[] {
  const seen = new Set<string>();
  return found
    .filter(
      (c) => c.value !== '' && c.value.length <= LIMITS.choice && !seen.has(c.value) && seen.add(c.value),
    )
    .slice(0, LIMITS.choices)
    .map((c) => ({
      name: c.label.length <= LIMITS.choice ? c.label : `${c.label.slice(0, LIMITS.choice - 1)}…`,
      value: c.value,
    }));
}

/** A form as a modal: a text field for every option that is asked for. Pure. */
export function modal(form: Form, command: Command): unknown {
  const options = optionsOf(command);
  const components = form.fields.slice(0, LIMITS.modalFields).flatMap((field) => {
    const option = options.find((o) => o.name === field);
    if (option === undefined) return [];
    const input = {
      type: 4,
      custom_id: field,
      style: 1,
      required: option.required || form.fields.length === 1,
      max_length: Math.min(option.most ?? 300, 4_000),
    };
    const label = `${field.charAt(0).toUpperCase()}${field.slice(1)}`.slice(0, LIMITS.modalLabel);
    return [{ type: 18, label, description: option.description.slice(0, 100), component: input }];
  });
  return {
    custom_id: formId(writeAction({ command: form.command, input: form.input }, FORM_ROOM)),
    title: form.title.slice(0, LIMITS.modalTitle),
    components,
  };
}
