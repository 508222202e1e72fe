/** A command's options as a window, so that nobody needs to learn a syntax, and what was filled in there. Pure. */
import { readAction, writeAction } from '../../src/buttons.ts';
import type { Action, Choice, Form } from '../../src/chat.ts';
import type { Command } from '../../src/command.ts';
import { type Option, optionsOf } from '../../src/options.ts';
import { words } from '../../src/words.ts';
import { composed } from './composed.ts';
import { LIMITS } from './limits.ts';
import { label } from './mrkdwn.ts';
import type { Home, View } from './payload.ts';
import type { Block } from './render.ts';

/** What a window must know when it comes back: what it asks for, and where the answer goes. */
export type Memory = {
  action: string;
  /** Where it was opened: `view`: the answer stays in the window; `home`: the Home tab shows what changed. */
  place: 'channel' | 'view' | 'home';
  /** What Slack sends of an organisation's window names the person's own workspace, not the one it was opened in. */
  tenant: string;
  channel: string;
  responseUrl?: string;
  thread?: string;
  home?: Home;
};

export const FORM = 'form';
export const ANSWER = 'answer';

const still = (text: string) => ({ type: 'plain_text', text, emoji: false });
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Pages and sharing belong to buttons, and what Slack does not have (silent posts, followers) is not asked for. */
const NOT_HERE = ['page', 'ids', 'share', 'silent', 'crosspost'];

/** A form for a command that has none of its own and changes something that is chosen from a list. */
export function choosing(command: Command, input: Record<string, string>): Form | null {
  const [first] = optionsOf(command);
  if (command.who !== 'manager' || first?.completes !== true || Object.keys(input).length > 0) return null;
  return { command: command.name, title: capital(command.name), fields: [first.name], input };
}

/** The fields that a form asks for, then the others of the command. */
function fieldsOf(form: Form, command: Command): Option[] {
  const all = optionsOf(command).filter(
    (o) => !NOT_HERE.includes(o.name) && form.input[o.name] === undefined,
  );
  const first = form.fields.flatMap((name) => all.find((o) => o.name === name) ?? []);
  return [...first, ...all.filter((o) => !first.includes(o))];
}

function element(option: Option, memory: Memory): Block {
  const action_id = option.name;
  const placeholder = still(label(words.slack.choose, LIMITS.optionText));
  if (option.kind === 'channel')
    return {
      type: 'conversations_select',
      action_id,
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(/^[CG]/.test(memory.channel) ? { initial_conversation: memory.channel } : {}),
    };
  // The one place in a window where Slack offers user groups, and without a permission to list them.
  if (option.kind === 'role')
    return { type: 'rich_text_input', action_id, placeholder: still(words.slack.pingHow) };
  if (option.choices.length > 0)
    return { type: 'static_select', action_id, placeholder, options: choices(option.choices.map(same)) };
  if (option.completes) return { type: 'external_select', action_id, placeholder, min_query_length: 0 };
  if (option.date) return { type: 'datepicker', action_id };
  if (option.kind === 'number')
    return {
      type: 'number_input',
      action_id,
      is_decimal_allowed: false,
      ...(option.least === undefined ? {} : { min_value: String(option.least) }),
      ...(option.most === undefined ? {} : { max_value: String(option.most) }),
    };
  return {
    type: 'plain_text_input',
    action_id,
    max_length: Math.min(option.most ?? 300, 3_000),
  };
}

const same = (value: string): Choice => ({ label: value, value });

/** At most a hundred, each once; what is too long to be sent back is not offered. */
export function choices(found: Choice[]): Block[] {
  const seen = new Set<string>();
  return found
    .filter(
      (c) =>
        c.value !== '' && c.value.length <= LIMITS.optionValue && !seen.has(c.value) && seen.add(c.value),
    )
    .slice(0, LIMITS.options)
    .map((c) => ({ text: still(label(c.label, LIMITS.optionText)), value: c.value })) as unknown as Block[];
}

/** `hints` makes our own hints what is typed here; `prefilled`: values of text fields. */
export function formView(
  form: Form,
  command: Command,
  memory: Memory,
  hints: (text: string) => string,
  prefilled: Record<string, string> = {},
): Block {
  const fields = fieldsOf(form, command);
  const blocks = fields.map((option) => {
    const box = element(option, memory);
    const value = prefilled[option.name];
    return {
      type: 'input',
      block_id: option.name,
      optional: !(
        option.required ||
        fields.length === 1 ||
        (option.kind === 'channel' && memory.channel === '')
      ),
      label: still(capital(option.name)),
      hint: still(hints(option.kind === 'role' ? words.slack.ping : option.description)),
      element:
        box.type === 'plain_text_input' && value !== undefined ? { ...box, initial_value: value } : box,
    };
  });
  return {
    type: 'modal',
    callback_id: FORM,
    title: still(label(form.title, LIMITS.title)),
    submit: still(words.slack.go),
    close: still(words.slack.close),
    private_metadata: JSON.stringify(memory),
    blocks,
  };
}

/** The memory's action: what the form was opened with. Long inputs stay whole: metadata takes 3,000 characters. */
export const memoryAction = (action: Action): string => writeAction(action, 1_500);

export function readMemory(view: View): (Memory & { what: Action | { kept: string } | null }) | null {
  try {
    const memory = JSON.parse(view.private_metadata ?? '') as Memory;
    return { ...memory, what: readAction(memory.action) };
  } catch {
    return null;
  }
}

/** What was filled in, by field. */
export function filledIn(view: View): Record<string, string> {
  const input: Record<string, string> = {};
  for (const [field, actions] of Object.entries(view.state?.values ?? {})) {
    for (const state of Object.values(actions)) {
      const chosen = (state.selected_option as { value?: string } | null | undefined)?.value;
      const written = composed(state.rich_text_value);
      const value = chosen ?? state.selected_date ?? state.selected_conversation ?? written ?? state.value;
      if (typeof value === 'string' && value.trim() !== '') input[field] = value.trim();
    }
  }
  return input;
}

/** Why the input cannot be taken, by field; null when it can be tried. */
export function mistakes(
  command: Command,
  input: Record<string, string>,
  view: View,
  hints: (text: string) => string,
): Record<string, string> | null {
  const fields = Object.keys(view.state?.values ?? {});
  const [first = ''] = fields;
  const parsed = command.options.safeParse(input);
  if (!parsed.success) {
    const roles = optionsOf(command).filter((o) => o.kind === 'role');
    return Object.fromEntries(
      parsed.error.issues.map((issue) => {
        const field = String(issue.path[0] ?? first);
        const why = roles.some((o) => o.name === field)
          ? words.slack.badPing
          : hints(`${capital(issue.message)}.`);
        return [fields.includes(field) ? field : first, why];
      }),
    );
  }
  const still_ = command.form?.(input) ?? null;
  if (still_ === null) return null;
  const asked = still_.fields.find((f) => fields.includes(f)) ?? first;
  return { [asked]: words.slack.fillOne };
}

/** A window that shows something. */
export const answerView = (title: string, blocks: Block[], memory: Memory): Block => ({
  type: 'modal',
  callback_id: ANSWER,
  title: still(label(title, LIMITS.title)),
  close: still(words.slack.close),
  private_metadata: JSON.stringify(memory),
  blocks: blocks.length > 0 ? blocks : [{ type: 'section', text: still('…') }],
});

/** What stands in a window until its answer is there. */
export const waitingView = (title: string, memory: Memory): Block =>
  answerView(title, [{ type: 'section', text: still(words.slack.looking) }], memory);
