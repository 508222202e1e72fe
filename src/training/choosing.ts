/** Trains the choice among proposals: logistic regression on how well a proposal meets its statement, by AdaGrad. */
import { CHOICE_WIDTH, choiceFeatures, rivalsOf } from '../statements/tagger/choose.ts';
import { linkAll } from '../statements/tagger/link.ts';
import type { Linkable } from '../statements/tagger/mentions.ts';
import { learner, type Table } from './adagrad.ts';
import type { Lesson } from './gold.ts';
import { linkWeight } from './linking.ts';
import { fitOf } from './matching.ts';
import { randomFrom, shuffled } from './random.ts';

const RATE = 0.02;

/**
 * Learns from articles tagged by models that never saw them; `linkerOf` gives each a linker that never saw it either.
 */
export function trainChoice(
  tasks: { lesson: Lesson; linkable: Linkable }[],
  linkerOf: (lesson: Lesson) => Table,
  epochs: number,
  seed: number,
): Table {
  const learned = learner(RATE);
  const random = randomFrom(seed);
  const examples: { row: Int32Array; target: number }[] = [];
  for (const { lesson, linkable } of tasks) {
    const links = linkAll(linkable, linkWeight(linkerOf(lesson)));
    const rivals = rivalsOf(links);
    links.forEach((link, i) => {
      const target = fitOf(lesson, linkable.sights, link.saying, link.source);
      if (target === null) return;
      const row = new Int32Array(CHOICE_WIDTH);
      const count = choiceFeatures(linkable, link, rivals[i] ?? 0, row);
      examples.push({ row: row.subarray(0, count), target });
    });
  }
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const { row, target } of shuffled(examples, random)) {
      const gradient = target - 1 / (1 + Math.exp(-learned.score(row)));
      if (Math.abs(gradient) > 1e-3) learned.move(row, gradient);
      learned.tick();
    }
  return learned.averaged();
}
