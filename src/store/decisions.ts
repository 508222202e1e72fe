/**
 * A person's corrections: whose a statement is, whether it stands, who is who. Each is noted for good and done in one
 * transaction with the edits of what was posted; what it fixes, no later extraction changes.
 */
import type { Kysely, Transaction } from 'kysely';
import type { Decision, StoryDecision } from '../cards.ts';
import type { Ids } from '../ids.ts';
import type { Result, Speaker } from '../news.ts';
import { nameKey, surname } from '../statements/names.ts';
import { Refused, type Touched } from './decided.ts';
import { announce, inTurn } from './dialect.ts';
import { mergedInto } from './directory.ts';
import type { Clock } from './feeds.ts';
import type { Tables } from './schema.ts';
import { mergeStories } from './storymerge.ts';
import { splitStory } from './storysplit.ts';

type Tx = Transaction<Tables>;

/** Plans the edits of what was posted of these stories, and the alert of one that was taken out of another. */
export type Replan = (tx: Tx, storyIds: string[], split: Touched['split']) => Promise<void>;

export function decisionStore(db: Kysely<Tables>, clock: Clock, ids: Ids) {
  return {
    /** How many statements or articles it moved, withdrew or restored; or the sentence that says why nothing was done. */
    async decide(decision: Decision, by: string, replan: Replan): Promise<Result<number>> {
      try {
        return await db.transaction().execute(async (tx) => {
          await inTurn(tx);
          const touched = await apply(tx, ids, clock, decision);
          const { kind, ...payload } = decision;
          await tx
            .insertInto('decisions')
            .values({ id: ids.next(), at: clock.now(), by, kind, payload: JSON.stringify(payload) })
            .execute();
          await replan(tx, [...new Set(touched.stories)], touched.split);
          await announce(tx, 'deliveries');
          return { ok: true, value: touched.count };
        });
      } catch (error) {
        if (error instanceof Refused) return { ok: false, why: error.message };
        throw error;
      }
    },
  };
}

async function apply(tx: Tx, ids: Ids, clock: Clock, decision: Decision): Promise<Touched> {
  if (decision.kind === 'merge-stories') return mergeStories(tx, decision.story, decision.into);
  if (decision.kind === 'split-story') return splitStory(tx, ids, clock, decision.articles);
  const stories = await applyToStatements(tx, ids, clock, decision);
  return { count: stories.length, stories, split: null };
}

/** Does it; returns the story of each statement that it touched. */
async function applyToStatements(
  tx: Tx,
  ids: Ids,
  clock: Clock,
  decision: Exclude<Decision, StoryDecision>,
): Promise<string[]> {
  switch (decision.kind) {
    case 'merge':
      return merge(tx, decision.speaker, decision.into);
    case 'rename':
      return rename(tx, decision.speaker, decision.name);
    case 'split':
      return give(
        tx,
        decision.statements,
        await make(tx, ids, clock, await like(tx, decision.speaker, decision.name)),
      );
    case 'reassign':
      return give(tx, [decision.statement], decision.speaker);
    case 'reassign-new':
      return give(
        tx,
        [decision.statement],
        await make(tx, ids, clock, { name: decision.name, role: null, kind: 'person' }),
      );
    case 'withdraw':
    case 'restore':
      return mark(tx, decision.statement, decision.kind === 'withdraw' ? 1 : 0);
  }
}

const storiesOf = async (tx: Tx, speakerId: string): Promise<string[]> =>
  (await tx.selectFrom('statements').select('story_id').where('speaker_id', '=', speakerId).execute()).map(
    (r) => r.story_id,
  );

async function merge(tx: Tx, speaker: string, into: string): Promise<string[]> {
  const [from, to] = [await mergedInto(tx, speaker), await mergedInto(tx, into)];
  if (from === to) throw new Refused('These two are one speaker already.');
  const stories = await storiesOf(tx, from);
  await tx.updateTable('statements').set({ speaker_id: to }).where('speaker_id', '=', from).execute();
  await tx.updateTable('speakers').set({ merged_into: to }).where('id', '=', from).execute();
  for (const name of await tx
    .selectFrom('speaker_names')
    .selectAll()
    .where('speaker_id', '=', from)
    .execute()) {
    await tx
      .insertInto('speaker_names')
      .values({ ...name, speaker_id: to })
      .onConflict((c) => c.columns(['speaker_id', 'key']).doNothing())
      .execute();
  }
  return stories;
}

async function rename(tx: Tx, speaker: string, name: string): Promise<string[]> {
  const id = await mergedInto(tx, speaker);
  const row = await tx.selectFrom('speakers').select('kind').where('id', '=', id).executeTakeFirstOrThrow();
  await tx.updateTable('speakers').set({ name }).where('id', '=', id).execute();
  await alias(tx, id, name, row.kind);
  return storiesOf(tx, id);
}

const alias = (tx: Tx, id: string, name: string, kind: Speaker['kind']) =>
  tx
    .insertInto('speaker_names')
    .values({
      speaker_id: id,
      name,
      key: nameKey(name),
      surname: kind === 'person' ? nameKey(surname(name)) : '',
    })
    .onConflict((c) => c.columns(['speaker_id', 'key']).doUpdateSet({ name }))
    .execute();

/** Somebody new of the same kind as the speaker whose statements are taken. */
async function like(tx: Tx, speaker: string, name: string): Promise<Speaker> {
  const row = await tx
    .selectFrom('speakers')
    .select('kind')
    .where('id', '=', speaker)
    .executeTakeFirstOrThrow();
  return { name, role: null, kind: row.kind };
}

async function make(tx: Tx, ids: Ids, clock: Clock, speaker: Speaker): Promise<string> {
  const id = ids.next();
  await tx
    .insertInto('speakers')
    .values({ id, ...speaker, merged_into: null, created_at: clock.now() })
    .execute();
  await alias(tx, id, speaker.name, speaker.kind);
  return id;
}

/** The statements become this speaker's, whatever an extraction says later. */
async function give(tx: Tx, statements: string[], speaker: string): Promise<string[]> {
  const id = await mergedInto(tx, speaker);
  const stories: string[] = [];
  for (const statement of statements) {
    const row = await tx
      .selectFrom('statements')
      .select('story_id')
      .where('id', '=', statement)
      .executeTakeFirst();
    if (row === undefined)
      throw new Refused(`There is no statement ${statement}. /whosaid … ids:yes shows the ids.`);
    stories.push(row.story_id);
    await tx
      .updateTable('statements')
      .set({ speaker_id: id, decided: 1 })
      .where('id', '=', statement)
      .execute();
  }
  return stories;
}

async function mark(tx: Tx, statement: string, withdrawn: number): Promise<string[]> {
  const row = await tx
    .selectFrom('statements')
    .select(['story_id', 'withdrawn'])
    .where('id', '=', statement)
    .executeTakeFirst();
  if (row === undefined)
    throw new Refused(`There is no statement ${statement}. /whosaid … ids:yes shows the ids.`);
  if (row.withdrawn === withdrawn)
    throw new Refused(withdrawn === 1 ? 'It is withdrawn already.' : 'It stands already.');
  await tx.updateTable('statements').set({ withdrawn }).where('id', '=', statement).execute();
  return [row.story_id];
}
