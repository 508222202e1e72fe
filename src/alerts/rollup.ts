/**
 * Stories that waited, told together: after a downtime, quiet hours, a digest's time, or more at once than a channel can read.
 * Nothing is dropped: each stands in the list, and what is new in it later comes into the list's thread.
 */
import type { Message, Node } from '../chat.ts';
import type { Ids } from '../ids.ts';
import { linked, message, plain } from '../shown.ts';
import type { Clock } from '../store/feeds.ts';
import type { StoryView } from '../store/stories.ts';
import { viewStory } from '../store/stories.ts';
import type { Waiting, WaitingStore } from '../store/waiting.ts';
import { words } from '../words.ts';
import { outletsLine } from './compose.ts';

/** Two stories are two alerts; three are a list. */
const ROLLED_FROM = 3;
const AT_ONCE = 12; // stories in one message: with their outlets they fill two thirds of what Discord takes

function composeRollUp(why: Waiting['for'], stories: StoryView[]): Message {
  const nodes: Node[] = [
    { kind: 'heading', text: words.rollUp.heading(why, stories.length) },
    {
      kind: 'list',
      items: stories.map((s) => [linked(s.title, s.head.url), plain(' — '), ...outletsLine(s)]),
    },
    { kind: 'note', text: [plain(words.rollUp.more)] },
  ];
  return message(nodes);
}

/** Lets go what has waited long enough; returns whether there was anything. */
export async function releaseWaiting(store: WaitingStore, ids: Ids, clock: Clock): Promise<boolean> {
  return store.release(clock.now(), async (tx, waiting) => {
    if (waiting.length < ROLLED_FROM) return { single: waiting.map((w) => w.id), lists: [] };
    const lists = [];
    for (let i = 0; i < waiting.length; i += AT_ONCE) {
      const some = waiting.slice(i, i + AT_ONCE);
      const views = await Promise.all(some.map((w) => viewStory(tx, w.story_id)));
      const stories = views.filter((v) => v !== null);
      lists.push({
        id: ids.next(),
        of: some.map((w) => w.id),
        message: composeRollUp(some[0]?.for ?? 'away', stories),
      });
    }
    return { single: [], lists };
  });
}
