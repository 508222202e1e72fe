/** The button that shows a private answer to the channel. Pure. */
import { writeAction } from '../../src/buttons.ts';
import type { Action, Reply } from '../../src/chat.ts';
import type { Command } from '../../src/command.ts';
import { words } from '../../src/words.ts';
import { LIMITS } from './limits.ts';
import type { Block } from './render.ts';

export const SHARE = 'share';

/** What can be shown to a channel: answers on the news, not settings or what went wrong. */
export function shareable(command: Command | undefined, reply: Reply): boolean {
  // What the Home tab lists is the asker's view: of private channels, and of their own direct messages.
  if (command?.who !== 'anyone' || command.name === 'home') return false;
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
export function withShare(blocks: Block[], action: Action): Block[] {
  const last = blocks.at(-1);
  const elements = last?.type === 'actions' ? (last.elements as Block[]) : null;
  if (elements === null || elements.length >= LIMITS.actions)
    return [...blocks, { type: 'actions', elements: [shareButton(action)] }];
  return [...blocks.slice(0, -1), { type: 'actions', elements: [...elements, shareButton(action)] }];
}
