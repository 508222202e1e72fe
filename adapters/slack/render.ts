/** A message as Block Kit within Slack's limits, with the whole of it in words beside, as screen readers read only those. Pure. */
import { tooLong, writeAction } from '../../src/buttons.ts';
import type { Action, Button, Message, Node, Rich } from '../../src/chat.ts';
import { linked, plain, sourcesShown, statementShown, strong } from '../../src/shown.ts';
import { words } from '../../src/words.ts';
import { LIMITS } from './limits.ts';
import { label, mrkdwn, plainText } from './mrkdwn.ts';

export type Block = { type: string; [field: string]: unknown };
export type Rendered = { text: string; blocks: Block[] };

/** `hints` turns "/story" into what is typed here ("/news story"); alerts, which hold others' words alone, have none. `apart`: files are sent beside it and only named here. */
export type Look = { most: number; hints?: (text: string) => string; apart?: boolean };

const LONGEST = LIMITS.section - 50;
const BUDGET = LIMITS.allBlocks - 1_500; // the blocks' own shape counts as well

const mark = (text: string) => ({ type: 'mrkdwn', text, verbatim: true });
const still = (text: string) => ({ type: 'plain_text', text, emoji: false });

/** What a node says, piece by piece: large, or in small print. */
type Piece =
  | { is: 'large'; rich: Rich; apart: boolean }
  | { is: 'small'; rich: Rich }
  | { is: 'title'; text: string }
  | { is: 'buttons'; buttons: Button[] };

function pieces(node: Node, before: Node | undefined, apart: boolean): Piece[] {
  const large = (rich: Rich, apart = false): Piece => ({ is: 'large', rich, apart });
  switch (node.kind) {
    case 'heading':
      if (node.link !== undefined) return [large([linked(node.text, node.link)], true)];
      return /[<>&]/.test(node.text) || node.text.length > LIMITS.header
        ? [large([strong(node.text)], true)]
        : [{ is: 'title', text: node.text }];
    case 'text':
      return [large(node.text, before?.kind !== 'heading')];
    case 'list':
      return node.items.map((item) => large([plain('• '), ...item]));
    case 'quote': {
      const { statement, number } = node;
      const said: Rich = [
        plain(number === undefined ? '• ' : `${number}. `),
        ...statementShown(statement, node.bare ?? false),
        ...(node.id === true ? [plain(` [${statement.id}]`)] : []),
      ];
      if (node.sources !== true) return [large(said)];
      return [large(said, true), { is: 'small', rich: sourcesShown(statement.sightings) }];
    }
    case 'note':
      return [{ is: 'small', rich: node.text }];
    case 'image':
      return [{ is: 'small', rich: [plain(node.alt)] }];
    case 'file':
      return [
        large([strong(words.slack.fileHere(node.name))], true),
        ...(apart ? [] : [large([plain(new TextDecoder().decode(node.data))])]),
      ];
    case 'buttons':
      return [{ is: 'buttons', buttons: node.buttons }];
  }
}

const hinted = (rich: Rich, look: Look): Rich =>
  look.hints === undefined
    ? rich
    : rich.map((r) =>
        r.kind === 'plain' || r.kind === 'strong' ? { ...r, text: look.hints?.(r.text) ?? r.text } : r,
      );

/** Buttons in blocks of at most 25; ids are unique within the message. */
function actions(buttons: Button[], first: number): Block[] {
  const elements = buttons.map((b, i) => ({
    type: 'button',
    action_id: `do-${first + i}`,
    text: still(label(b.label, LIMITS.label)),
    value: writeAction(b.action, LIMITS.value),
    ...(b.style === 'primary' || b.style === 'danger' ? { style: b.style } : {}),
    ...(b.style === 'danger' ? { confirm: sure() } : {}),
  }));
  const rows: Block[] = [];
  for (let at = 0; at < elements.length; at += LIMITS.actions)
    rows.push({ type: 'actions', elements: elements.slice(at, at + LIMITS.actions) });
  return rows;
}

function sure() {
  const { title, text, yes, no } = words.slack.sure;
  return { title: still(title), text: still(text), confirm: still(yes), deny: still(no) };
}

/** The nodes as blocks: what belongs together shares a section; what no longer fits ends with a note that says so. */
export function blocksOf(nodes: Node[], look: Look): Block[] {
  const out: Block[] = [];
  let open: string | null = null; // the text of the section that is being filled
  let used = 0;
  let count = 0;
  const flush = () => {
    if (open !== null && open.trim() !== '') out.push({ type: 'section', text: mark(open) });
    open = null;
  };
  const buttons = nodes.filter((n) => n.kind === 'buttons').length;
  const full = (size: number) => used + size > BUDGET || out.length + buttons + 3 > look.most;
  let cut = false;
  for (const [i, node] of nodes.entries()) {
    for (const piece of pieces(node, nodes[i - 1], look.apart === true)) {
      if (piece.is === 'buttons') {
        flush();
        if (out.length < look.most) out.push(...actions(piece.buttons, count));
        count += piece.buttons.length;
        continue;
      }
      if (cut) continue;
      const text =
        piece.is === 'title'
          ? label(look.hints?.(piece.text) ?? piece.text, LIMITS.header)
          : mrkdwn(hinted(piece.rich, look), LONGEST);
      if (text.trim() === '') continue;
      if (full(text.length)) {
        cut = true;
        flush();
        out.push({ type: 'context', elements: [mark(plainText(words.slack.rest, LONGEST))] });
        continue;
      }
      used += text.length;
      if (piece.is === 'large') {
        const apart = piece.apart || (open !== null && (open as string).length + text.length + 1 > LONGEST);
        if (apart) flush();
        open = open === null ? text : `${open}\n${text}`;
      } else {
        flush();
        out.push(
          piece.is === 'title'
            ? { type: 'header', text: still(text) }
            : { type: 'context', elements: [mark(text)] },
        );
      }
    }
  }
  flush();
  return out.slice(0, look.most);
}

/** Slack takes no empty text. */
const orDots = (text: string): string => (text.trim() === '' ? '…' : text);

/** The user group that a message pings, where its subscription names one. */
const pingOf = (message: Message): string =>
  message.mention !== undefined && /^S[A-Z0-9]+$/.test(message.mention)
    ? `<!subteam^${message.mention}>`
    : '';

/** For a channel. */
export function renderMessage(message: Message, look: Partial<Look> = {}): Rendered {
  const ping = pingOf(message);
  const most = LIMITS.blocks - (ping === '' ? 0 : 1);
  const blocks = blocksOf(message.nodes, { most, ...look });
  const said = look.hints?.(message.plain) ?? message.plain;
  const text = orDots(plainText(said, LIMITS.text - ping.length - 1));
  return {
    text: ping === '' ? text : `${ping}\n${text}`,
    blocks: [
      ...(ping === '' ? [] : [{ type: 'section', text: mark(ping) }]),
      ...(blocks.length > 0 ? blocks : [{ type: 'section', text: mark(orDots(plainText(said, LONGEST))) }]),
    ],
  };
}

/** The actions of a message's buttons that do not fit a button's value and must be kept first. */
export const actionsToKeep = (message: Pick<Message, 'nodes'>): Action[] =>
  tooLong(
    message.nodes.flatMap((n) => (n.kind === 'buttons' ? n.buttons.map((b) => b.action) : [])),
    LIMITS.value,
  );
