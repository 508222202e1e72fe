/** The whole training, step by step: read, count, tag by jackknife, link, choose, tag by all, pack. */
import { ROW } from '../statements/tagger/labels.ts';
import { linkableOf, type Tagged } from '../statements/tagger/mentions.ts';
import { taggedBy } from '../statements/tagger/tag.ts';
import { trainChoice } from './choosing.ts';
import { binsOf, countsOf, lexiconWithout } from './counting.ts';
import { crf } from './crf.ts';
import { type Exercise, exercisesOf } from './exercises.ts';
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
  const choice = trainChoice(tasks, (lesson) => linkers[half(lesson)] ?? link, EPOCHS.choice, seed);
  say('choice trained');
  const model = learn(exercises.flat(), index.size, seed);
  say('tagger trained');
  const often = new Int32Array(index.size + 1);
  for (const { features } of exercises.flat()) for (const id of features) often[id] = (often[id] ?? 0) + 1;
  return pack({ model, hashes: index.hashes(), often, bins: binsOf(counts), link, choice });
}

function learn(exercises: Exercise[], features: number, seed: number): Model {
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
