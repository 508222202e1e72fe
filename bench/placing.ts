/**
 * `npm run bench -- placing [articles]`: what it costs to place one more article among 1,500 and among 150,000 that were published
 * in the same 72 hours, in a real store on disk: look around, decide, commit with an alert. Made-up news: a varied stream, and
 * one in which everybody writes about one subject. Each store is filled by one process and measured by a fresh one.
 */
import '../src/memory.ts';
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rules } from '../src/filing/article.ts';
import { storyStep } from '../src/filing/step.ts';
import { createIds } from '../src/ids.ts';
import type { Statement } from '../src/news.ts';
import type { ClaimedItem } from '../src/store/items.ts';
import { openFile } from '../src/store/sqlite.ts';
import { createStore } from '../src/store/store.ts';
import { fingerprint } from '../src/stories/fingerprint.ts';
import { fillStore } from './filling.ts';
import { newsStream, type StreamArticle, type Subject } from './newsstream.ts';

const UNTIL = Date.parse('2026-11-21T00:00:00Z');
const SMALL = 1_500;
const WARM = 100;
const PLACED = 300;
const NEWCOMERS = 'newcomers.json';
const HERE = { platform: 'console' as const, tenant: 'terminal', channel: 'terminal' };

type Figures = {
  look: number[];
  file: number[];
  total: number[];
  rss: number;
  peak: number;
  right: number;
  wrong: number;
  missed: number;
};

const resident = (): { rss: number; peak: number } => {
  const status = readFileSync('/proc/self/status', 'utf8');
  const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
  return { rss: of('VmRSS'), peak: of('VmHWM') };
};

/** The statements of a made-up article, where they stand in its text. */
function statementsOf({ text, statements }: StreamArticle): Statement[] {
  return statements.flatMap((said) => {
    const start = text.indexOf(said.text);
    if (start < 0) return [];
    const piece = { start, end: start + said.text.length, text: said.text };
    const speaker = { name: said.speaker, role: null, kind: 'person' as const };
    return [
      {
        speaker,
        source: null,
        cue: null,
        pieces: [piece],
        kind: 'direct' as const,
        stance: 'said' as const,
        saidOn: null,
        via: null,
      },
    ];
  });
}

async function measure(folder: string): Promise<Figures> {
  const opened = openFile(folder, true);
  if (!opened.ok) throw new Error(opened.why);
  let now = UNTIL;
  const ids = createIds(
    () => now,
    () => 0.5,
  );
  const store = await createStore(opened.value.db, { now: () => now }, ids, true);
  await store.subscriptions.add(HERE, { kind: 'topic', value: 'all', label: 'all' }, 'bench');
  const rules: Rules = { outlets: [], languages: ['en'], topicsOf: () => ['all'], matches: () => false };
  const parts = { store, rules, ids, extractor: 'rules' as const, maxAge: 0, now: () => now };
  const figures: Figures = { look: [], file: [], total: [], rss: 0, peak: 0, right: 0, wrong: 0, missed: 0 };
  const eventOf = new Map<string, number>();
  const newcomers: StreamArticle[] = JSON.parse(readFileSync(join(folder, NEWCOMERS), 'utf8'));
  for (const [index, one] of newcomers.entries()) {
    now = Math.max(now, one.at);
    const print = fingerprint(one);
    const key = `bench.example/new-${index}`;
    const article = {
      url_key: key,
      url: `https://${key}`,
      outlet_id: null,
      outlet: one.outlet,
      owner: null,
      country: null,
      state_media: 0,
      title: one.title,
      byline: '[]',
      wire: null,
      published: null,
      published_at: one.at,
      at: one.at,
      language: 'en',
      digest: key,
      text: one.text,
      boilerplate: '[]',
      topics: '[]',
      notice: null,
      notice_text: null,
      print: '',
      backlog: 0,
    };
    const read = {
      article: {
        url: `https://${key}`,
        copiedFrom: null,
        title: one.title,
        byline: [],
        outlet: one.outlet,
        wire: null,
        publishedAt: null,
        language: 'en',
        text: one.text,
        boilerplate: [],
        notice: null,
      },
      statements: statementsOf(one),
    };
    const item = { id: key, digest: '', backlog: 0, feed_kind: 'web' } as ClaimedItem;
    const start = performance.now();
    const around = await store.filing.lookAround(key, print, one.at);
    const looked = performance.now();
    const filed = await storyStep(parts, item, read, article, print, around);
    const end = performance.now();
    if (filed === null) throw new Error('another process writes into the store');
    const event = eventOf.get(filed.storyId) ?? Number(/^event-(\d+)$/.exec(filed.storyId)?.[1] ?? one.event);
    if (filed.newStory) eventOf.set(filed.storyId, one.event);
    if (index >= WARM) {
      figures.look.push(looked - start);
      figures.file.push(end - looked);
      figures.total.push(end - start);
      if (one.source !== null) {
        if (filed.newStory) figures.missed++;
        else if (event === one.event) figures.right++;
      }
      if (!filed.newStory && event !== one.event) figures.wrong++;
    }
  }
  const memory = resident();
  await store.close();
  opened.value.release();
  return { ...figures, ...memory };
}

/** One step in a process of its own, so that what filling took does not count as what looking takes. */
function apart<T>(step: 'fill' | 'measure', folder: string, total: number, subject: Subject): Promise<T> {
  return new Promise((done, fail) => {
    const child = fork(import.meta.filename, [step, folder, String(total), subject]);
    let said: T | undefined;
    child.on('message', (message) => {
      said = message as T;
    });
    child.on('exit', (code) =>
      code === 0 && said !== undefined ? done(said) : fail(new Error(`${step} ended with ${code}`)),
    );
  });
}

const at = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
const shown = (values: number[]): string => `${at(values, 0.5).toFixed(1)} / ${at(values, 0.95).toFixed(1)}`;

async function main(large: number): Promise<void> {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  say(`milliseconds to place one more article, median / 95th percentile of ${PLACED}, warm`);
  for (const subject of ['varied', 'one-subject'] as const) {
    const results: Figures[] = [];
    for (const total of [SMALL, large]) {
      const folder = mkdtempSync(join(tmpdir(), 'whosaid-bench-'));
      try {
        await apart('fill', folder, total, subject);
        const size = statSync(join(folder, 'whosaid.sqlite')).size / 2 ** 20;
        const found = await apart<Figures>('measure', folder, total, subject);
        results.push(found);
        say(
          `${subject.padEnd(12)} among ${String(total).padStart(7)}: ${shown(found.total)} (look ${shown(found.look)}, decide and commit ${shown(found.file)}); resident ${found.rss.toFixed(0)} MB, peak ${found.peak.toFixed(0)}; store ${size.toFixed(0)} MB; copies ${found.right} in their story, ${found.missed} missed; joined wrongly ${found.wrong}`,
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
    const [small, big] = results;
    if (small === undefined || big === undefined) continue;
    say(
      `${subject.padEnd(12)} ratio ${(at(big.total, 0.5) / at(small.total, 0.5)).toFixed(2)} (95th percentile ${(at(big.total, 0.95) / at(small.total, 0.95)).toFixed(2)}); memory ${(big.peak - small.peak).toFixed(0)} MB more`,
    );
  }
}

const [first = '', folder = '', total = '0', subject = 'varied'] = process.argv.slice(2);
if (process.send !== undefined && first === 'fill') {
  const stream = newsStream(Number(total) + WARM + PLACED, UNTIL, subject as Subject);
  writeFileSync(join(folder, NEWCOMERS), JSON.stringify(await fillStore(folder, stream, Number(total))));
  process.send('filled');
} else if (process.send !== undefined && first === 'measure') process.send(await measure(folder));
else await main(first === '' ? 150_000 : Number(first));
