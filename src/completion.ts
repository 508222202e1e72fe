/**
 * What is offered while somebody types: from memory, so that it is there in milliseconds whatever the store is busy with.
 * What has been there for a while is brought up to date behind the answer.
 */
import type { SpeakerHit } from './cards.ts';
import type { Place } from './chat.ts';
import { ALIKE, likeness, type Shape, shapeOf } from './likeness.ts';
import { distance } from './line.ts';
import { nameKey } from './statements/names.ts';
import type { SubscriptionRow } from './store/schema.ts';
import type { Store } from './store/store.ts';

const FRESH = 15_000; // somebody heard for the first time can be completed a quarter of a minute later
const MOST_PLACES = 1_000;

/** A speaker with their names as they are compared: the one that is shown, then others they go by. */
export type Known = { speaker: SpeakerHit; name: string; shapes: Shape[] };

type Named = SpeakerHit & { keys?: string[] };

export const known = (speakers: Named[]): Known[] => speakers.map(knownOf);

function knownOf({ keys, ...speaker }: Named): Known {
  const name = nameKey(speaker.name);
  const all = new Set([name, ...(keys ?? [])]);
  const parts = new Set([...all].flatMap((key) => [key, ...key.split(' ')]));
  return { speaker, name, shapes: [...parts].filter((part) => part !== '').map(shapeOf) };
}

const AT_ONCE = 250; // speakers: two milliseconds

/** The same in slices between which others have their turn; of speakers whose names are as before only the counts are new. */
function createKnowing() {
  let before = new Map<string, { names: string; is: Known }>();
  return async (speakers: Named[]): Promise<Known[]> => {
    const now: typeof before = new Map();
    let made = 0;
    for (const named of speakers) {
      const names = JSON.stringify([named.name, named.keys]);
      const { keys: _, ...speaker } = named;
      const old = before.get(named.id);
      const is = old?.names === names ? { ...old.is, speaker } : knownOf(named);
      if (old?.names !== names && ++made % AT_ONCE === 0) await new Promise((done) => setImmediate(done));
      now.set(named.id, { names, is });
    }
    before = now;
    return [...now.values()].map(({ is }) => is);
  };
}

type Kept<T> = { value: Promise<T>; at: number; renewing: boolean };

export function createCompletion(store: Pick<Store, 'speakers' | 'subscriptions' | 'clock'>) {
  const speakers = new Map<'all', Kept<Known[]>>();
  const places = new Map<string, Kept<SubscriptionRow[]>>();

  /** What is kept; the first time it is waited for, an old one is renewed for the next time. */
  function recall<K, T>(from: Map<K, Kept<T>>, key: K, load: () => Promise<T>): Promise<T> {
    const have = from.get(key);
    const now = store.clock.now();
    if (have === undefined) {
      const value = load();
      from.set(key, { value, at: now, renewing: false });
      value.catch(() => from.delete(key));
      return value;
    }
    if (!have.renewing && now - have.at > FRESH) {
      have.renewing = true;
      load().then(
        (value) => from.set(key, { value: Promise.resolve(value), at: now, renewing: false }),
        () => {
          have.renewing = false;
        },
      );
    }
    return have.value;
  }

  const keyOf = (at: Place) => JSON.stringify([at.platform, at.tenant, at.channel]);
  const know = createKnowing();
  const loadSpeakers = async () => know(await store.speakers.mostHeard(MOST_KNOWN));
  return {
    /** For what is being typed, and for a name that nobody has. */
    async speakers(typed: string, most: number): Promise<SpeakerHit[]> {
      return nearest(typed, await recall(speakers, 'all', loadSpeakers), most);
    },
    subscriptions(at: Place): Promise<SubscriptionRow[]> {
      if (places.size > MOST_PLACES) places.clear();
      return recall(places, keyOf(at), () => store.subscriptions.list(at, false));
    },
    /** The channel's subscriptions are other ones now. */
    changed(at: Place): void {
      places.delete(keyOf(at));
    },
  };
}

const MOST_KNOWN = 20_000; // the least heard of more speakers than this must be typed in full

/**
 * The speakers whose names begin with, contain, or are nearly what was typed. Nearly: they share three in ten of their trigrams, or nearly so
 * with few letters changed, the whole name or any one word of it, so that "Cambell" finds Kurt Campbell and "Xyzzy" finds nobody.
 */
export function nearest(typed: string, all: Known[], most: number): SpeakerHit[] {
  const key = nameKey(typed).slice(0, 60);
  // Nothing typed offers the most heard; what has no letter, such as an emoji, is like nobody.
  if (key === '') return typed.trim() === '' ? all.slice(0, most).map((k) => k.speaker) : [];
  const inside = ` ${key}`;
  const best = (scored: { speaker: SpeakerHit; score: number }[]) =>
    scored
      .sort(
        (a, b) =>
          a.score - b.score ||
          b.speaker.statements - a.speaker.statements ||
          (a.speaker.id < b.speaker.id ? -1 : 1),
      )
      .slice(0, most)
      .map((s) => s.speaker);
  const direct: { speaker: SpeakerHit; score: number }[] = [];
  for (const { speaker, name } of all) {
    const at = name.indexOf(key);
    if (at === 0) direct.push({ speaker, score: 0 });
    else if (at > 0 && name.includes(inside)) direct.push({ speaker, score: 1 });
    else if (at > 0 && key.length >= 3) direct.push({ speaker, score: 2 });
  }
  if (direct.length >= most || key.length < SHORTEST) return best(direct);
  const found = new Set(direct.map((d) => d.speaker));
  const shape = shapeOf(key);
  const misspelt: typeof direct = [];
  for (const { speaker, shapes } of all) {
    const like = likest(shape, shapes);
    if (like > 0 && !found.has(speaker)) misspelt.push({ speaker, score: 4 - like });
  }
  return best([...direct, ...misspelt]);
}

/** How alike the likest is. By index: a hundred thousand spellings are looked at for each key that somebody presses. */
function likest(typed: Shape, others: Shape[]): number {
  let most = 0;
  for (let i = 0; i < others.length; i++) {
    const other = others[i];
    const like = other === undefined ? 0 : alike(typed, other);
    if (like > most) most = like;
  }
  return most;
}

/** The share of trigrams where that is enough, or where no more than one letter in three is another; else 0. */
function alike(typed: Shape, other: Shape): number {
  const like = likeness(typed, other);
  if (like >= ALIKE || like === 0) return like;
  const most = typed.key.length / 3;
  const near =
    Math.abs(typed.key.length - other.key.length) <= most && distance(typed.key, other.key) <= most;
  return near ? like : 0;
}

const SHORTEST = 4; // letters: of "ott" nobody can say what was meant
