/** Whatever the network does, every alert and update stands once, where it belongs and in order. */
import { expect, it } from 'vitest';
import { alert, createBench, FORUM, NEWS, textOf, WIRE } from './bench.ts';
import type { Fault } from './fake/server.ts';

/** A small generator of chance (Lehmer), so that a failing seed can be run again. */
function chance(seed: number): () => number {
  let state = seed * 48_271;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const FAULTS: Fault[] = [
  'reset',
  'reset after storing',
  { status: 500 },
  { status: 504, stored: true },
  { status: 502 },
  { status: 429, retryAfter: 0.05 },
  { status: 429, retryAfter: 0.05, global: true },
  { status: 403, code: 50013 },
];

for (const seed of [1, 2, 3])
  it(`seed ${seed}`, async () => {
    const b = await createBench();
    const random = chance(seed);
    const stories: string[] = [];
    const places = [NEWS, WIRE, FORUM];
    for (let n = 0; n < 18; n++)
      stories.push(await b.post(places[n % 3] ?? NEWS, alert(`Story ${String(n).padStart(2, '0')}`)));
    // A refusal is about sending alone: asking what is there is refused as a whole or not at all.
    b.fake.trouble = (method) => {
      if (random() > 0.35) return null;
      const fault = FAULTS[Math.floor(random() * FAULTS.length)] ?? null;
      return method === 'GET' && typeof fault === 'object' && fault?.status === 403 ? null : fault;
    };
    for (let round = 0; round < 12; round++) {
      await b.outbox.drain();
      b.pass(60_000);
    }
    for (const [n, story] of stories.entries()) if (n % 3 !== 1) await b.reply(story, alert(`Update ${n}`));
    for (let round = 0; round < 12; round++) {
      await b.outbox.drain();
      b.pass(60_000);
      // Discord forgets who sent what after some minutes.
      if (round % 4 === 0) b.world.forgetNonces();
    }
    b.fake.trouble = null;
    const open = async () =>
      (await b.deliveries()).some((d) => d.state === 'planned' || d.state === 'sending');
    for (let round = 0; round < 60 && (await open()); round++) {
      await b.outbox.drain();
      b.pass(300_000);
      // The library counts its own requests by the clock on the wall.
      if (await open()) await new Promise((done) => setTimeout(done, 150));
    }
    expect((await b.deliveries()).filter((d) => d.state !== 'sent')).toEqual([]);
    const heard = [...b.world.messages.values()]
      .flat()
      .map((m) => /\[((?:Story|Update) \d+)\]/.exec(textOf(m))?.[1])
      .filter((title) => title !== undefined);
    expect(heard.length).toBe(new Set(heard).size);
    expect(heard.length).toBe(18 + 12);
    const alerts = b.world
      .in(NEWS)
      .map((m) => /\[(Story \d+)\]/.exec(textOf(m))?.[1])
      .filter((title) => title !== undefined);
    expect(alerts).toEqual([...alerts].sort());
    expect(b.fake.complaints).toEqual([]);
    await b.close();
  }, 30_000);
