/** The store: one object, a part for every noun. */
import type { Kysely } from 'kysely';
import type { Ids } from '../ids.ts';
import { deliveryStore } from './deliveries.ts';
import { type Clock, feedStore } from './feeds.ts';
import { filingStore } from './filing.ts';
import { itemStore } from './items.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './schema.ts';
import { speakerStore } from './speakers.ts';
import { statementStore } from './statements.ts';
import { storyStore } from './stories.ts';
import { subscriptionStore } from './subscriptions.ts';

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
    items: itemStore(db, clock),
    filing: filingStore(db, clock, ids),
    stories: storyStore(db),
    statements: statementStore(db),
    speakers: speakerStore(db),
    subscriptions: subscriptionStore(db, clock, ids),
    deliveries: deliveryStore(db, clock),
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
