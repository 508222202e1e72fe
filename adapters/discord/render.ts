/** A message as Discord's components (V2) within Discord's limits, and as plain content where those cannot be shown. Pure. */
import {
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import { tooLong, writeAction } from '../../src/buttons.ts';
import type { Action, Button, Message, Node, Rich } from '../../src/chat.ts';
import { harmless, plain, sourcesShown, statementShown } from '../../src/shown.ts';
import { words } from '../../src/words.ts';
import { LIMITS } from './limits.ts';
import { escaped, escapedPlain, link, rich, shortened } from './markdown.ts';

/** The body of a message, as POST and PATCH take it. */
export type Body = {
  flags: number;
  content?: string;
  components: APIMessageTopLevelComponent[];
  allowed_mentions: { parse: never[]; roles?: string[] };
};

/** Written into every button's custom id: `key!action`. A reply to a person has no key. */
const SEPARATOR = '!';
const ROOM = LIMITS.customId - LIMITS.nonce - SEPARATOR.length;
const LONGEST_LINE = 1_500;
/**
 * What a message that is too long gives up, in this order: the addresses of the further outlets (an address counts in full), then the ends of
 * its lines, at last all addresses but the headline's. A list of stories is posted once: none of them may fall out of it.
 */
type Thrift = { links: 'all' | 'first' | 'none'; line: number };
const THRIFT: Thrift[] = [
  { links: 'all', line: LONGEST_LINE },
  { links: 'first', line: LONGEST_LINE },
  { links: 'first', line: 700 },
  { links: 'first', line: 450 },
  { links: 'first', line: 300 },
  { links: 'none', line: 250 },
];
const BUDGET = LIMITS.text - 100;

const customId = (action: Action, key: string): string => `${key}${SEPARATOR}${writeAction(action, ROOM)}`;

/** The two parts of a custom id; null for one that is not ours. */
export function readCustomId(id: string): { key: string; action: string } | null {
  const at = id.indexOf(SEPARATOR);
  return at < 0 || at > LIMITS.nonce ? null : { key: id.slice(0, at), action: id.slice(at + 1) };
}

const buttonsOf = (message: Message): Button[] =>
  message.nodes.flatMap((n) => (n.kind === 'buttons' ? n.buttons : []));

/** The actions of a message's buttons that do not fit a custom id and must be kept first. */
export const actionsToKeep = (message: Message): Action[] =>
  tooLong(
    buttonsOf(message).map((b) => b.action),
    ROOM,
  );

/** A message that carries no button still has to carry its key: this one is of use as well. */
const about = (): Button => ({ label: words.discord.help, action: { command: 'help', input: {} } });

/** What a text node says, line by line. */
function lines(node: Node): Rich[] {
  switch (node.kind) {
    case 'text':
    case 'note':
      return [node.text];
    case 'list':
      return node.items.map((item) => [plain('• '), ...item]);
    case 'quote': {
      const { statement, number } = node;
      const mark = number === undefined ? '• ' : `${number}. `;
      const said: Rich = [plain(mark), ...statementShown(statement, node.bare ?? false)];
      if (node.id === true) said.push(plain(` [${statement.id}]`));
      return node.sources === true ? [said, sourcesShown(statement.sightings)] : [said];
    }
    case 'image':
      return [[plain(node.alt)]];
    default:
      return [];
  }
}

/** The runs with as many links as there is room for; of a time and a person nothing is lost. */
function linkedLess(runs: Rich, links: Thrift['links']): Rich {
  let left = links === 'all' ? Number.POSITIVE_INFINITY : links === 'first' ? 1 : 0;
  return runs.map((r) => (r.kind === 'link' && --left < 0 ? plain(r.text) : r));
}

/** The markdown of one node, its own lines under each other. */
function markdown(node: Node, { links, line }: Thrift): string {
  if (node.kind === 'heading') {
    const text = node.text.length > 300 ? `${node.text.slice(0, 300)}…` : node.text;
    return `### ${node.link === undefined ? escaped(text.replace(/\s+/g, ' ')) : link(text, node.link)}`;
  }
  const [first, ...rest] = lines(node).map((l) => rich(shortened(linkedLess(l, links), line)));
  if (node.kind === 'note') return `-# ${(first ?? '').replaceAll('\n', ' ')}`;
  if (node.kind === 'quote') return [first ?? '', ...rest.map((r) => `-# ${r}`)].join('\n');
  return [first ?? '', ...rest].join('\n');
}

type Block = APIComponentInContainer;

/** Buttons in rows of five; more than a row of choices becomes a menu. */
function controls(buttons: Button[], key: string, taken: Set<string>): Block[] {
  const fresh = buttons
    .map((b) => ({ ...b, id: customId(b.action, key), label: harmless(b.label).trim() || '…' }))
    .filter((b) => !taken.has(b.id) && taken.add(b.id));
  if (fresh.length > LIMITS.row) {
    const options = fresh.slice(0, LIMITS.options).map((b) => ({
      label: clip(b.label, LIMITS.optionLabel),
      value: b.id,
    }));
    const select = {
      type: ComponentType.StringSelect as const,
      custom_id: `${key}${SEPARATOR}choose`,
      placeholder: words.discord.choose,
      options,
    };
    return [{ type: ComponentType.ActionRow, components: [select] }];
  }
  if (fresh.length === 0) return [];
  const components = fresh.map(
    (b): APIButtonComponentWithCustomId => ({
      type: ComponentType.Button,
      style: { plain: ButtonStyle.Secondary, primary: ButtonStyle.Primary, danger: ButtonStyle.Danger }[
        b.style ?? 'plain'
      ] as APIButtonComponentWithCustomId['style'],
      label: clip(b.label, LIMITS.label),
      custom_id: b.id,
    }),
  );
  return [{ type: ComponentType.ActionRow, components }];
}

const clip = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/** A file's name as an attachment takes it. */
export const attachmentName = (name: string): string => name.replace(/[^\w.-]+/g, '_').slice(0, 80) || 'file';

/** What each node says, with the least given up that makes all of it fit, or with all that can be. An image says nothing here. */
function saidBy(nodes: Node[]): string[] {
  let said: string[] = [];
  for (const thrift of THRIFT) {
    said = nodes.map((node) => (node.kind === 'image' ? '' : markdown(node, thrift)));
    if (said.reduce((sum, text) => sum + text.length + 1, 0) <= BUDGET) break;
  }
  return said;
}

/** The nodes as blocks of a container: neighbouring texts share one display, and what no longer fits ends with "…". */
function blocks(message: Message, key: string): Block[] {
  const out: Block[] = [];
  let left = BUDGET;
  let text: string[] = [];
  let full = false;
  const taken = new Set<string>();
  const flush = () => {
    if (text.length > 0) out.push({ type: ComponentType.TextDisplay, content: text.join('\n') });
    text = [];
  };
  const add = (content: string) => {
    if (full || content.trim() === '') return;
    if (content.length + 1 > left) {
      full = true;
      text.push('…');
      return;
    }
    left -= content.length + 1;
    text.push(content);
  };
  const hasButtons = buttonsOf(message).length > 0;
  const nodes = hasButtons || key === '' ? message.nodes : [...message.nodes, aboutNode()];
  const said = saidBy(nodes);
  for (const [i, node] of nodes.entries()) {
    if (node.kind === 'buttons') {
      flush();
      out.push(...controls(node.buttons, key, taken));
    } else if (node.kind === 'file') {
      flush();
      out.push({ type: ComponentType.File, file: { url: `attachment://${attachmentName(node.name)}` } });
    } else if (node.kind === 'image') {
      flush();
      const media = { url: `attachment://image-${i}.png` };
      out.push({ type: ComponentType.MediaGallery, items: [{ media, description: clip(node.alt, 256) }] });
    } else add(said[i] ?? '');
  }
  flush();
  return out;
}

const aboutNode = (): Node => ({ kind: 'buttons', buttons: [about()] });

/** How many components these are, nested ones counted. */
const size = (all: Block[]): number =>
  all.reduce((n, b) => n + 1 + ('components' in b ? b.components.length : 0), 0);

/** What a message may ping: the role its subscription names, if any, and never everyone (whose id is the guild's). */
const rolesOf = (message: Message, guild: string): string[] =>
  message.mention !== undefined && /^\d{15,20}$/.test(message.mention) && message.mention !== guild
    ? [message.mention]
    : [];

/** `key`: the delivery's, or '' for an answer. `guild`: where it goes. */
export function renderMessage(message: Message, key: string, guild = ''): Body {
  let inside = blocks(message, key);
  // Over the limit go the last rows of buttons first: no answer of ours has that many.
  while (size(inside) > LIMITS.components - 3) inside = inside.slice(0, -1);
  const roles = rolesOf(message, guild);
  const ping: APIMessageTopLevelComponent[] = roles.map((role) => ({
    type: ComponentType.TextDisplay,
    content: `<@&${role}>`,
  }));
  const whole: Block[] =
    inside.length > 0
      ? inside
      : [{ type: ComponentType.TextDisplay, content: escaped(message.plain) || '…' }];
  return {
    flags: MessageFlags.IsComponentsV2 | (message.silent === true ? MessageFlags.SuppressNotifications : 0),
    components: [...ping, { type: ComponentType.Container, components: whole }],
    allowed_mentions: roles.length > 0 ? { parse: [], roles } : { parse: [] },
  };
}

/** The whole message in words, for where components cannot be shown; its first button stays, as it carries the key. */
export function renderPlain(message: Message, key: string, guild = ''): Body {
  const roles = rolesOf(message, guild);
  const ping = roles.map((role) => `<@&${role}>\n`).join('');
  const [button] = buttonsOf(message);
  const row = button ?? (key === '' ? null : about());
  return {
    flags: MessageFlags.SuppressEmbeds | (message.silent === true ? MessageFlags.SuppressNotifications : 0),
    content: `${ping}${whole(message.plain, LIMITS.content - ping.length) || '…'}`,
    components: row === null ? [] : (controls([row], key, new Set()) as APIMessageTopLevelComponent[]),
    allowed_mentions: roles.length > 0 ? { parse: [], roles } : { parse: [] },
  };
}

/** As many lines as fit, escaped. */
function whole(text: string, most: number): string {
  const out: string[] = [];
  let left = most - 2;
  for (const line of text.split('\n')) {
    const shown = escapedPlain(line.length > LONGEST_LINE / 2 ? `${line.slice(0, LONGEST_LINE / 2)}…` : line);
    if (shown.length + 1 > left) return [...out, '…'].join('\n');
    left -= shown.length + 1;
    out.push(shown);
  }
  return out.join('\n');
}

/** The headline, for the name of a thread. */
export function titleOf(message: Message): string {
  const heading = message.nodes.find((n) => n.kind === 'heading');
  const text = message.subject ?? (heading?.kind === 'heading' ? heading.text : message.plain);
  return clip(harmless(text).replace(/\s+/g, ' ').trim() || '…', LIMITS.threadName);
}
