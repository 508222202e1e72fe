/**
 * Trains the linker: the marginal likelihood of all right mentions, over the linker's own earlier decisions. Beliefs and
 * plans teach as well as statements whose words are whose.
 */
import { candidatesOf } from '../statements/tagger/link.ts';
import { BASE, type Linkable, type Mention, RULES } from '../statements/tagger/mentions.ts';
import { LINK_WIDTH, linkFeatures, sceneOf } from '../statements/tagger/scene.ts';
import { learner, slotOf, type Table } from './adagrad.ts';
import type { Lesson } from './gold.ts';
import { isRight, matchedGold } from './matching.ts';
import { randomFrom, shuffled } from './random.ts';

/** Faster steps learn the articles by heart (0.15 cost half a point on the held-out quarter). */
const RATE = 0.03;

/** The weights as linking wants them. */
export const linkWeight =
  (table: Table) =>
  (hash: number): number =>
    table[slotOf(hash)] as number;

export type Task = { lesson: Lesson; linkable: Linkable };

/** Learns from articles tagged by models that never saw them. */
export function trainLinker(tasks: Task[], epochs: number, seed: number): Table {
  const learned = learner(RATE);
  const random = randomFrom(seed);
  const answers = tasks.map(({ lesson, linkable }) =>
    linkable.sayings.map((s) => matchedGold(lesson, linkable.sights, s, true)),
  );
  const order = tasks.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const t of shuffled(order, random)) {
      const { lesson, linkable } = tasks[t] as Task;
      let previous: Mention | null = null;
      for (const [s, saying] of linkable.sayings.entries()) {
        const gold = answers[t]?.[s] ?? null;
        const scene = sceneOf(linkable, saying);
        const candidates = candidatesOf(linkable, saying, previous);
        const rows = candidates.map((m, rank) => {
          const into = new Int32Array(LINK_WIDTH);
          return into.subarray(
            0,
            linkFeatures(linkable, scene, m, previous, Math.min(LAST_RANK, rank), into),
          );
        });
        const scores = rows.map(learned.score);
        const right = candidates.map((m) => gold !== null && isRight(lesson, linkable.sights, m, gold));
        if (right.includes(true) && saying.votes & (BASE | RULES)) {
          const most = Math.max(...scores);
          const odds = scores.map((x) => Math.exp(x - most));
          const total = odds.reduce((a, b) => a + b, 0);
          const mass = odds.reduce((a, w, i) => a + (right[i] ? w : 0), 1e-12);
          rows.forEach((row, i) => {
            const w = odds[i] as number;
            const gradient = (right[i] ? w / mass : 0) - w / total;
            if (Math.abs(gradient) > 1e-4) learned.move(row, gradient);
          });
          learned.tick();
        }
        const best = epoch === 0 && right.includes(true) ? right.indexOf(true) : indexOfMost(scores);
        const chosen = candidates[best] ?? null;
        if (chosen && saying.votes & BASE) previous = chosen;
      }
    }
  }
  return learned.averaged();
}

/** Ranks beyond the fourth nearest are one. */
const LAST_RANK = 4;

function indexOfMost(scores: number[]): number {
  let best = 0;
  for (let i = 1; i < scores.length; i++) if ((scores[i] as number) > (scores[best] as number)) best = i;
  return best;
}
