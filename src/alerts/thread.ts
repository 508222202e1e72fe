/** What goes into a story's thread, and when: a page that is edited all day must not flood a channel, and nothing may be lost. */
import type { Transaction } from 'kysely';
import type { Message } from '../chat.ts';
import type { Ids } from '../ids.ts';
import type { Clock } from '../store/feeds.ts';
import { planReply, rewriteReply } from '../store/planning.ts';
import { readTold, type ToldRead } from '../store/rows.ts';
import type { DeliveryRow, Tables } from '../store/schema.ts';
import { repliesTo } from '../store/standing.ts';

const HOUR = 3_600_000;
/** So many replies an hour tell of later versions of pages, and so many in all; the rest waits and is told as one. */
const VERSIONS_AN_HOUR = 3;
const REPLIES_AN_HOUR = 12;

/** Plans the reply, or rolls what it tells into the one that waits. `subject` is what the thread is called; `compose` makes the message from all that is to be told. */
export async function tellInThread(
  tx: Transaction<Tables>,
  ids: Ids,
  clock: Clock,
  post: DeliveryRow,
  told: ToldRead,
  subject: string | undefined,
  compose: (told: ToldRead) => Promise<Message>,
): Promise<void> {
  const replies = (await repliesTo(tx, post.id)).map((row) => ({
    row,
    told: readTold(row.told),
    at: Math.max(row.created_at, row.next_at),
  }));
  const now = clock.now();
  const notBefore = Math.max(
    freeAt(replies, REPLIES_AN_HOUR, now),
    told.version
      ? freeAt(
          replies.filter((r) => r.told.version),
          VERSIONS_AN_HOUR,
          now,
        )
      : 0,
  );
  if (notBefore <= now) return planReply(tx, ids, clock, post, await compose(told), told, subject);
  const waiting = replies.find(
    ({ row }) => row.state === 'planned' && row.attempts === 0 && row.next_at > now,
  );
  if (waiting === undefined)
    return planReply(tx, ids, clock, post, await compose(told), told, subject, notBefore);
  const before = waiting.told;
  const articles = [before.article, ...before.more, told.article].filter((id) => id !== null);
  const all = {
    statements: [...new Set([...before.statements, ...told.statements])],
    voices: [...new Set([...before.voices, ...told.voices])],
    article: before.article,
    version: before.version && told.version,
    more: [...new Set(articles)].filter((id) => id !== before.article),
    changes: rolled([...before.changes, ...told.changes]),
  };
  await rewriteReply(tx, waiting.row.id, await compose(all), all);
}

/** A number or a place that changed twice changed once for who is told of both: from what it was to what it is. */
function rolled(changes: ToldRead['changes']): ToldRead['changes'] {
  const out: ToldRead['changes'] = [];
  for (const { article, change } of changes) {
    const at = out.findIndex(
      (o) => change.is !== 'act' && o.change.is === change.is && o.change.thing === change.thing,
    );
    const earlier = out[at]?.change;
    if (change.is === 'act' || earlier === undefined || earlier.is === 'act') out.push({ article, change });
    else out.splice(at, 1, { article, change: { ...change, before: earlier.before } });
  }
  return out;
}

/** When the next one may go: an hour after the `most`-th newest, or at once. */
function freeAt(replies: { at: number }[], most: number, now: number): number {
  const nth = replies.map(({ at }) => at).toSorted((a, b) => b - a)[most - 1];
  return nth === undefined || nth + HOUR <= now ? 0 : nth + HOUR;
}
