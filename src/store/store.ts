/** The store: one object, a part for every noun. */
import type { Kysely } from 'kysely';
import { actionId } from '../buttons.ts';
import type { Ids } from '../ids.ts';
import type { Result } from '../news.ts';
import { actionStore } from './actions.ts';
import { contextStore } from './contexts.ts';
import { decisionStore } from './decisions.ts';
import { deliveryStore } from './deliveries.ts';
import { explainingStore } from './explaining.ts';
import { feedCareStore } from './feedcare.ts';
import { type Clock, feedStore } from './feeds.ts';
import { filingStore } from './filing.ts';
import { holdStore } from './holds.ts';
import { itemStore } from './items.ts';
import { ledgerStore } from './ledger.ts';
import { migrate, NewerStore } from './migrations.ts';
import { muteStore } from './mutes.ts';
import { overviewStore } from './overview.ts';
import { reattributionStore } from './reattribution.ts';
import type { Tables } from './schema.ts';
import { keptStore, settingStore } from './settings.ts';
import { speakerStore } from './speakers.ts';
import { cannotWrite, openFile } from './sqlite.ts';
import { statementStore } from './statements.ts';
import { storyStore } from './stories.ts';
import { storyFileStore } from './storyfile.ts';
import { subscriptionStore } from './subscriptions.ts';
import { summaryStore } from './summaries.ts';
import { timelineStore } from './timeline.ts';
import { topicStore } from './topics.ts';

/** Brings the schema up to date and puts the parts together. `sole`: no other process uses it, so old leases are void. */
export async function createStore(db: Kysely<Tables>, clock: Clock, ids: Ids, sole: boolean) {
  await migrate(db);
  await db
    .insertInto('meta')
    .values({ name: 'filings', value: '0' })
    .onConflict((c) => c.column('name').doNothing())
    .execute();
  const store = {
    feeds: feedStore(db, clock, ids),
    feedCare: feedCareStore(db, clock, ids),
    ledger: ledgerStore(db),
    items: itemStore(db, clock),
    filing: filingStore(db, clock, ids),
    stories: storyStore(db),
    statements: statementStore(db),
    speakers: speakerStore(db),
    subscriptions: subscriptionStore(db, clock, ids),
    topics: topicStore(db, clock),
    summaries: summaryStore(db, clock),
    deliveries: deliveryStore(db, clock),
    holds: holdStore(db, clock),
    mutes: muteStore(db, clock),
    actions: actionStore(db, clock, actionId),
    contexts: contextStore(db),
    settings: settingStore(db),
    kept: keptStore(db, clock),
    decisions: decisionStore(db, clock, ids),
    reattribution: reattributionStore(db, clock, ids),
    timeline: timelineStore(db),
    explaining: explainingStore(db),
    overview: overviewStore(db, clock),
    storyFile: storyFileStore(db),
    ids,
    clock,
    close: () => db.destroy(),
  };
  if (sole) {
    await store.feeds.freeLeases();
    await store.items.freeLeases();
    await store.deliveries.freeLeases();
  }
  return store;
}

export type Store = Awaited<ReturnType<typeof createStore>>;

/** The store in a folder, brought up to date; or the sentence that says why it cannot be used and what to do. */
export async function openStore(
  folder: string,
  sole: boolean,
  clock: Clock,
  ids: Ids,
): Promise<Result<{ store: Store; release(): void }>> {
  const file = openFile(folder, sole);
  if (!file.ok) return file;
  try {
    return {
      ok: true,
      value: { store: await createStore(file.value.db, clock, ids, sole), release: file.value.release },
    };
  } catch (error) {
    file.value.release();
    if (error instanceof NewerStore) return { ok: false, why: error.message };
    return { ok: false, why: cannotWrite(folder, error) };
  }
}
