/** The list: one line a command, in the order of `/help`. */
import type { Command } from '../src/command.ts';
import { about } from './about.ts';
import { context } from './context.ts';
import { explain } from './explain.ts';
import { feed } from './feed.ts';
import { feeds } from './feeds.ts';
import { held } from './held.ts';
import { help } from './help.ts';
import { home } from './home.ts';
import { latest } from './latest.ts';
import { mute } from './mute.ts';
import { pause } from './pause.ts';
import { resume } from './resume.ts';
import { settings } from './settings.ts';
import { speaker } from './speaker.ts';
import { statement } from './statement.ts';
import { stories } from './stories.ts';
import { story } from './story.ts';
import { subscribe } from './subscribe.ts';
import { subscription } from './subscription.ts';
import { subscriptions } from './subscriptions.ts';
import { timeline } from './timeline.ts';
import { topic } from './topic.ts';
import { topics } from './topics.ts';
import { unsubscribe } from './unsubscribe.ts';
import { whosaid } from './whosaid.ts';

export const commands: Command[] = [
  whosaid,
  latest,
  story,
  timeline,
  explain,
  context,
  topics,
  topic,
  subscribe,
  unsubscribe,
  subscriptions,
  subscription,
  mute,
  pause,
  resume,
  held,
  settings,
  home,
  speaker,
  statement,
  stories,
  about,
  feeds,
  feed,
  help,
];
