/** The list: one line a command, in the order of `/help`. */
import type { Command } from '../src/chat.ts';
import { feed } from './feed.ts';
import { feeds } from './feeds.ts';
import { help } from './help.ts';
import { latest } from './latest.ts';
import { speaker } from './speaker.ts';
import { statement } from './statement.ts';
import { story } from './story.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { topics } from './topics.ts';
import { unsubscribe } from './unsubscribe.ts';
import { whosaid } from './whosaid.ts';

export const commands: Command[] = [
  whosaid,
  latest,
  story,
  topics,
  subscribe,
  unsubscribe,
  subscriptions,
  speaker,
  statement,
  feeds,
  feed,
  help,
];
