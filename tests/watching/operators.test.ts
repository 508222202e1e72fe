import { expect, it } from 'vitest';
import type { Place } from '../../src/chat.ts';
import { createIds } from '../../src/ids.ts';
import type { Sender } from '../../src/platform.ts';
import { openMemory } from '../../src/store/sqlite.ts';
import { createStore } from '../../src/store/store.ts';
import { createTelling } from '../../src/telling.ts';

/** Whom a sender was asked to tell; those of `away` cannot be reached. */
function listening(away: string[]) {
  const told: [tenant: string, people: string[], text: string][] = [];
  const sender: Sender = {
    signIn: 'platform',
    pace: null,
    publish: null,
    deliver: async () => ({ is: 'sent', ref: 'x' }),
    find: async () => 'absent',
    async tell(about, people, message) {
      if (people.every((person) => away.includes(person))) return false;
      told.push([about.tenant, people, message.plain]);
      return true;
    },
  };
  return { told, sender };
}

async function storeWith(places: Place[]) {
  const clock = { now: () => 1_000_000 };
  const store = await createStore(
    openMemory(),
    clock,
    createIds(clock.now, () => 0.5),
    true,
  );
  for (const place of places)
    await store.subscriptions.add(place, { kind: 'query', value: 'x', label: 'x' }, {}, 'maker');
  return store;
}
const place = (tenant: string): Place => ({ platform: 'discord', tenant, channel: 'c' });

it('tells the named operators in person', async () => {
  const { told, sender } = listening([]);
  const tell = createTelling({
    senders: new Map([['discord', sender]]),
    operators: ['slack:U1', 'discord:42'],
    store: await storeWith([place('a')]),
  });
  expect(await tell('Feed x is gone.')).toBe(true);
  expect(told).toEqual([['', ['42'], 'Feed x is gone.']]);
});

it('tells the managers of the only workspace when no operator can be reached, and never those of several', async () => {
  const { told, sender } = listening(['42']);
  const senders = new Map([['discord' as const, sender]]);
  const operators = ['discord:42'];
  expect(await createTelling({ senders, operators, store: await storeWith([place('a')]) })('x')).toBe(true);
  expect(told).toEqual([['a', ['maker'], 'x']]);
  const two = await storeWith([place('a'), place('b')]);
  expect(await createTelling({ senders, operators, store: two })('x')).toBe(false);
  expect(told).toHaveLength(1);
});

it('leaves the terminal to the log', async () => {
  const { told, sender } = listening([]);
  const senders = new Map([['console' as const, sender]]);
  expect(await createTelling({ senders, operators: [], store: await storeWith([]) })('x')).toBe(true);
  expect(told).toEqual([]);
});
