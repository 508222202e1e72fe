/** The whole training, step by step: read, count, tag by jackknife, link, choose, tag by all, pack. */
import { ROW } from '../statements/tagger/labels.ts';
import { linkableOf, type Tagged } from '../statements/tagger/mentions.ts';
import { taggedBy } from '../statements/tagger/tag.ts';
import type { Forest } from '../statements/tagger/trees.ts';
import { LINK_LOG } from '../statements/tagger/weights.ts';
import type { Table } from './adagrad.ts';
import { forestOf } from './boosting.ts';
import { trainChoice } from './choosing.ts';
import { binsOf, countsOf, lexiconWithout } from './counting.ts';
import { crf } from './crf.ts';
import { type Exercise, exercisesOf, type Index } from './exercises.ts';
import { type Annotated, type Lesson, lessonOf, quarterOf } from './gold.ts';
import { trainLinker } from './linking.ts';
import { emissionsOf, type Model, scaleOf, sumOf } from './model.ts';
import { pack } from './packing.ts';
import { perceptron } from './perceptron.ts';

/** Passes over the articles; more did not help on the held-out quarter. */
const EPOCHS = { perceptron: 6, crf: 8, linker: 6, choice: 4 };
/** The perceptron's share of the sum, in units of the CRF's spread. */
const SHARE = 0.5;

/** `weights.bin` for these articles. The same articles, seed and rules give the same bytes. `say` hears of each step. */
export function trainedOn(articles: Annotated[], seed: number, say: (step: string) => void): Uint8Array {
  const lessons = articles.map(lessonOf);
  say(`${lessons.length} articles read`);
  const counts = countsOf(lessons);
  const { exercises, index } = exercisesOf(lessons, (lesson) => lexiconWithout(counts, countsOf([lesson])));
  say(`${index.size} features`);
  const tags = tagsByJackknife(lessons, exercises, index.size, seed, say);
  const tasks = lessons.map((lesson) => ({
    lesson,
    linkable: linkableOf(lesson.reading, lesson.sights, tags.get(lesson) ?? []),
  }));
  const link = trainLinker(tasks, EPOCHS.linker, seed);
  say('linker trained');
  // Two halves, each linked by what the other taught: the choice must see links as doubtful as in use.
  const half = (lesson: Lesson): number => quarterOf(`${lesson.id}/`) % 2;
  const linkers = [1, 0].map((other) =>
    trainLinker(
      tasks.filter((t) => half(t.lesson) === other),
      EPOCHS.linker,
      seed,
    ),
  );
  const { choice, forest } = trainChoice(
    tasks.filter((t) => !t.lesson.invented),
    (lesson) => linkers[half(lesson)] ?? link,
    EPOCHS.choice,
    seed,
  );
  say('choice trained');
  const model = learn(exercises.flat(), index.size, seed);
  say('tagger trained');
  return packed(model, exercises.flat(), index, binsOf(counts), { link, choice, forest });
}

/**
 * Two labellings, each learned by a CRF and a perceptron, and all four added up to one table: statements alone, and every
 * attribution alike. The second knows more cues and more kinds of news, the first what counts as a statement. In the articles
 * we invented only statements are marked, so the second does without them.
 */
function learn(exercises: Exercise[], features: number, seed: number): Model {
  const statements = taught(exercises, features, seed);
  const every = taught(
    exercises.filter((e) => !e.invented).map((e) => ({ ...e, gold: e.every })),
    features,
    seed,
  );
  return sumOf(statements, every, HALF, HALF);
}

const HALF = 0.5;

/** A tagger of every attribution alike, for PolNeAR's published protocol; what links and chooses is left out. */
export function spansTrainedOn(articles: Annotated[], seed: number, say: (step: string) => void): Uint8Array {
  const lessons = articles.map(lessonOf).map((lesson) => ({ ...lesson, gold: lesson.every }));
  const counts = countsOf(lessons);
  const { exercises, index } = exercisesOf(lessons, (lesson) => lexiconWithout(counts, countsOf([lesson])));
  say(`${index.size} features`);
  const model = taught(exercises.flat(), index.size, seed);
  const none = new Float32Array(1 << LINK_LOG);
  const forest = forestOf(new Float32Array(0), 0, [], seed);
  return packed(model, exercises.flat(), index, binsOf(counts), { link: none, choice: none, forest });
}

function packed(
  model: Model,
  exercises: Exercise[],
  index: Index,
  bins: Map<number, number>,
  rest: { link: Table; choice: Table; forest: Forest },
): Uint8Array {
  const often = new Int32Array(index.size + 1);
  for (const { features } of exercises) for (const id of features) often[id] = (often[id] ?? 0) + 1;
  return pack({ model, hashes: index.hashes(), often, bins, ...rest });
}

function taught(exercises: Exercise[], features: number, seed: number): Model {
  const a = crf(exercises, features, EPOCHS.crf, seed);
  const b = perceptron(exercises, features, EPOCHS.perceptron, seed);
  return sumOf(a, b, (SHARE * scaleOf(a)) / (scaleOf(b) || 1));
}

/** Four folds: linker and choice learn from tags by models that never saw the article, as in use. */
function tagsByJackknife(
  lessons: Lesson[],
  exercises: Exercise[][],
  features: number,
  seed: number,
  say: (step: string) => void,
): Map<Lesson, Tagged[]> {
  const tags = new Map<Lesson, Tagged[]>();
  for (let quarter = 0; quarter < 4; quarter++) {
    const mine = lessons.flatMap((lesson, i) =>
      quarterOf(lesson.id) === quarter ? [{ lesson, list: exercises[i] ?? [] }] : [],
    );
    if (mine.length === 0) continue;
    const others = lessons.flatMap((lesson, i) =>
      quarterOf(lesson.id) === quarter ? [] : (exercises[i] ?? []),
    );
    const model = learn(others, features, seed);
    for (const { lesson, list } of mine)
      tags.set(
        lesson,
        list.map((exercise) => {
          const emissions = new Float64Array(exercise.length * ROW);
          emissionsOf(model.rows, exercise, emissions);
          return taggedBy(emissions, model.transitions, exercise.length);
        }),
      );
    say(`quarter ${quarter + 1} of 4 tagged by the other three`);
  }
  return tags;
}
