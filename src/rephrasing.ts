/**
 * Alerts of new stories wait a moment while a language model puts their summary in other words; what it says is shown only when the
 * article says it. Nothing else waits, and an alert goes as it is when the model is late, wrong, or away.
 */

import { createModel } from './ai/model.ts';
import { rephrase } from './ai/rephrase.ts';
import type { ModelSettings } from './ai/settings.ts';
import { replan } from './alerts/plan.ts';
import type { Rephrasing } from './filing/step.ts';
import type { Log } from './log.ts';
import type { Store } from './store/store.ts';
import { words } from './words.ts';

/** The model has eight seconds; with the check and the writing an alert is held for nine at the most, of the ten that are allowed. */
const TIMEOUT = 8_000;
const HOLD = 9_000;
const PARALLEL = 4;
/** After so many failures in a row the model is left alone for a while: no alert waits for a server that is away. */
const FAILURES = 3;
const PAUSE = 300_000;

export type RephrasingParts = {
  store: Store;
  settings: ModelSettings;
  log: Log;
  now(): number;
  timeout?: number;
};

/** `settled` resolves when nothing is under way; `stop` ends what is. */
export function createRephrasing(
  parts: RephrasingParts,
): Rephrasing & { settled(): Promise<void>; stop(): Promise<void> } {
  const { store, settings, log, now } = parts;
  const model = createModel(settings);
  const label = `${settings.protocol}:${settings.name}`;
  const running = new Set<Promise<void>>();
  let failures = 0;
  let pausedUntil = 0;

  async function one(
    storyId: string,
    article: { title: string; text: string },
    verbatim: string[],
  ): Promise<void> {
    let accepted: string[] | null = null;
    try {
      const done = await rephrase(model, article, parts.timeout ?? TIMEOUT);
      await store.summaries.note(label, done);
      if (done.is === 'accepted') accepted = done.sentences;
      else
        log.info(
          { story: storyId, model: label, why: done.why },
          words.model[done.is](article.title, done.why),
        );
      failures = done.is === 'failed' ? failures + 1 : 0;
      if (failures >= FAILURES) {
        failures = 0;
        pausedUntil = now() + PAUSE;
        log.warn({ model: label }, words.model.paused(PAUSE / 60_000));
      }
    } finally {
      const rephrased = accepted === null ? null : { sentences: accepted, by: label };
      await store.summaries.settle(storyId, verbatim, rephrased, (tx, stories) =>
        replan(tx, store.ids, store.clock, stories, null),
      );
    }
  }

  return {
    holdUntil: () => (running.size >= PARALLEL || now() < pausedUntil ? 0 : now() + HOLD),
    start(storyId, { title, text }, verbatim) {
      const task = one(storyId, { title, text }, verbatim)
        .catch((error) =>
          log.error(
            { story: storyId, err: error },
            words.unexpected(error instanceof Error ? error.message : String(error)),
          ),
        )
        .finally(() => running.delete(task));
      running.add(task);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    async stop() {
      await model.stop();
      await Promise.all(running);
    },
  };
}
