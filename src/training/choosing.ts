/**
 * Trains the choice among proposals on how well each meets its statement: a logistic regression over hashed features, by
 * AdaGrad, and boosted trees over its verdict and some measures.
 */
import { CHOICE_WIDTH, choiceFeatures, oddsOf, rivalsOf } from '../statements/tagger/choose.ts';
import { hashOf } from '../statements/tagger/hash.ts';
import { type Link, linkAll } from '../statements/tagger/link.ts';
import { MEASURES, measuresOf } from '../statements/tagger/measures.ts';
import type { Linkable } from '../statements/tagger/mentions.ts';
import type { Forest } from '../statements/tagger/trees.ts';
import { learner, type Table } from './adagrad.ts';
import { forestOf } from './boosting.ts';
import type { Lesson } from './gold.ts';
import { linkWeight, type Task } from './linking.ts';
import { fitOf } from './matching.ts';
import { randomFrom, shuffled } from './random.ts';

const RATE = 0.02;
/** The trees see verdicts by this many regressions, none of which saw the article. */
const FOLDS = 4;

/** An article's proposals, how well each does (null: counts neither way) and its features. */
type Judged = {
  lesson: Lesson;
  linkable: Linkable;
  links: Link[];
  rivals: number[];
  targets: (number | null)[];
  rows: Int32Array[];
};

/**
 * Learns from articles tagged by models that never saw them; `linkerOf` gives each a linker that never saw it either.
 */
export function trainChoice(
  tasks: Task[],
  linkerOf: (lesson: Lesson) => Table,
  epochs: number,
  seed: number,
): { choice: Table; forest: Forest } {
  const judged = tasks.map((task) => judge(task, linkerOf(task.lesson)));
  const folds = Array.from({ length: FOLDS }, (_, fold) =>
    linkWeight(
      regress(
        judged.filter(({ lesson }) => foldOf(lesson) !== fold),
        epochs,
        seed,
      ),
    ),
  );
  const measures: Float32Array[] = [];
  const targets: number[] = [];
  for (const { lesson, linkable, links, rivals, targets: own } of judged) {
    const weights = folds[foldOf(lesson)];
    if (!weights) continue;
    const all = measuresOf(linkable, links, oddsOf(linkable, links, rivals, weights), rivals);
    own.forEach((target, i) => {
      if (target === null) return;
      measures.push(all.subarray(i * MEASURES, (i + 1) * MEASURES));
      targets.push(target);
    });
  }
  const table = new Float32Array(measures.length * MEASURES);
  measures.forEach((row, i) => {
    table.set(row, i * MEASURES);
  });
  return { choice: regress(judged, epochs, seed), forest: forestOf(table, MEASURES, targets, seed) };
}

const foldOf = (lesson: Lesson): number => (hashOf(lesson.id) >>> 13) % FOLDS;

function judge({ lesson, linkable }: Task, linker: Table): Judged {
  const links = linkAll(linkable, linkWeight(linker));
  const rivals = rivalsOf(links);
  const targets = links.map((link) => fitOf(lesson, linkable.sights, link.saying, link.source));
  const rows = links.map((link, i) => {
    const row = new Int32Array(CHOICE_WIDTH);
    return row.subarray(0, choiceFeatures(linkable, link, rivals[i] ?? 0, row));
  });
  return { lesson, linkable, links, rivals, targets, rows };
}

function regress(judged: Judged[], epochs: number, seed: number): Table {
  const learned = learner(RATE);
  const random = randomFrom(seed);
  const examples = judged.flatMap(({ rows, targets }) =>
    rows.flatMap((row, i) => {
      const target = targets[i] ?? null;
      return target === null ? [] : [{ row, target }];
    }),
  );
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const { row, target } of shuffled(examples, random)) {
      const gradient = target - 1 / (1 + Math.exp(-learned.score(row)));
      if (Math.abs(gradient) > 1e-3) learned.move(row, gradient);
      learned.tick();
    }
  return learned.averaged();
}
