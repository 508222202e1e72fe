/**
 * `npm run bench -- placing [articles [folder]]`: what it costs to place one more article among 1,500 and among 150,000 that were published
 * in the same 72 hours, in a real store on disk: look around, decide, commit with an alert. Made-up news: a varied stream, and
 * one in which everybody writes about one subject. Each store is filled by one
 * process and measured by a fresh one; in a folder that is named, filled stores are kept for the next time.
 */
import '../src/memory.ts';
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rules } from '../src/filing/article.ts';
import { storyStep } from '../src/filing/step.ts';
import { createIds } from '../src/ids.ts';
import type { ReadArticle, Statement } from '../src/news.ts';
import type { Filing } from '../src/store/filed.ts';
import type { ClaimedItem } from '../src/store/items.ts';
import { openFile } from '../src/store/sqlite.ts';
import { createStore } from '../src/store/store.ts';
import { fingerprint } from '../src/stories/fingerprint.ts';
import { fillStore } from './filling.ts';
import { newsStream, type StreamArticle, type Subject } from './newsstream.ts';

const UNTIL = Date.parse('2026-11-21T00:00:00Z');
const SMALL = 1_500;
const LARGE = 150_000;
const WARM = 100;
const PLACED = 300;
const NEWCOMERS = 'newcomers.json';
const HERE = { platform: 'console' as const, tenant: 'terminal', channel: 'terminal' };

/** What one placing took, in milliseconds, and what came of it. */
type Placed = {
  look: number;
  decide: number;
  commit: number;
  total: number;
  giant: boolean;
  verdict: 'copy found' | 'copy missed' | 'wrong' | 'fine';
};
type Said = { placed: Placed } | { ready: number } | { ended: { rss: number; peak: number } };

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
        venue: null,
        via: null,
      },
    ];
  });
}

/** Places one newcomer each time it is asked to, until it is told to stop. */
async function measure(folder: string, say: (said: Said) => void): Promise<void> {
  const opened = openFile(folder, true);
  if (!opened.ok) throw new Error(opened.why);
  let now = UNTIL;
  const ids = createIds(
    () => now,
    () => 0.5,
  );
  const store = await createStore(opened.value.db, { now: () => now }, ids, true);
  await store.subscriptions.add(HERE, { kind: 'topic', value: 'all', label: 'all' }, {}, 'bench');
  const rules: Rules = {
    refresh: async () => {},
    outlets: [],
    languages: ['en'],
    topicsOf: () => ['all'],
    matches: () => false,
  };
  let committing = 0;
  const filing: typeof store.filing = {
    ...store.filing,
    async commit(...args) {
      const start = performance.now();
      const filed = await store.filing.commit(...args);
      committing = performance.now() - start;
      return filed;
    },
  };
  const parts = {
    store: { ...store, filing },
    rules,
    ids,
    extractor: 'rules' as const,
    maxAge: 0,
    rephrasing: null,
    burst: 0,
    now: () => now,
  };
  const eventOf = new Map<string, number>();
  const newcomers: StreamArticle[] = JSON.parse(readFileSync(join(folder, NEWCOMERS), 'utf8'));
  const place = async (index: number): Promise<Placed> => {
    const one = newcomers[index];
    if (one === undefined) throw new Error('no such newcomer');
    now = Math.max(now, one.at);
    const { article, read, item } = asRead(one, `bench.example/new-${index}`);
    const print = fingerprint(one);
    const start = performance.now();
    const around = await store.filing.lookAround(article.url_key, print, one.at);
    const looked = performance.now();
    const filed = await storyStep(parts, item, read, article, print, around);
    const end = performance.now();
    if (filed === null) throw new Error('another process writes into the store');
    if (filed.newStory) eventOf.set(filed.storyId, one.event);
    const event = eventOf.get(filed.storyId) ?? Number(/^event-(\d+)$/.exec(filed.storyId)?.[1]);
    const isCopy = one.source !== null;
    const verdict =
      event !== one.event ? 'wrong' : !isCopy ? 'fine' : filed.newStory ? 'copy missed' : 'copy found';
    return {
      look: looked - start,
      decide: end - looked - committing,
      commit: committing,
      total: end - start,
      giant: one.event === 0,
      verdict,
    };
  };
  process.on('message', async (wanted: number) => {
    if (wanted >= 0) return say({ placed: await place(wanted) });
    const memory = resident();
    await store.close();
    opened.value.release();
    say({ ended: memory });
    process.disconnect();
  });
  say({ ready: newcomers.length });
}

/** A made-up article as the pipeline has it after reading. */
function asRead(one: StreamArticle, key: string) {
  const url = `https://${key}`;
  const article: Filing['article'] = {
    url_key: key,
    url,
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
    excerpt: 0,
  };
  const read: ReadArticle = {
    article: {
      url,
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
  return { article, read, item };
}

/** A step in a process of its own, so that what filling took does not count as what looking takes. */
function start(step: 'fill' | 'measure', folder: string, total: number, subject: Subject) {
  const child = fork(import.meta.filename, [step, folder, String(total), subject]);
  const next = (): Promise<Said> =>
    new Promise((done, fail) => {
      const broken = (code: number | null) => fail(new Error(`${step} ended with ${code}`));
      child.once('exit', broken);
      child.once('message', (said) => {
        child.off('exit', broken);
        done(said as Said);
      });
    });
  const ask = (index: number): Promise<Said> => {
    child.send(index);
    return next();
  };
  return { next, ask };
}

const at = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
const shown = (values: number[]): string => `${at(values, 0.5).toFixed(1)} / ${at(values, 0.95).toFixed(1)}`;

async function compare(
  subject: Subject,
  totals: number[],
  kept: string | undefined,
  say: (line: string) => void,
): Promise<void> {
  const stores: {
    total: number;
    folder: string;
    size: number;
    run: ReturnType<typeof start>;
    placed: Placed[];
  }[] = [];
  for (const total of totals) {
    const folder =
      kept === undefined ? mkdtempSync(join(tmpdir(), 'whosaid-bench-')) : join(kept, `${subject}-${total}`);
    if (!existsSync(join(folder, NEWCOMERS))) {
      mkdirSync(folder, { recursive: true });
      await start('fill', folder, total, subject).next();
    }
    const size = statSync(join(folder, 'whosaid.sqlite')).size / 2 ** 20;
    const run = start('measure', folder, total, subject);
    await run.next();
    stores.push({ total, folder, size, run, placed: [] });
  }
  // One after the other in turn, so that a busy moment of the machine hits all stores.
  for (let index = 0; index < WARM + PLACED; index++) {
    for (const { run, placed } of stores) {
      const said = await run.ask(index);
      if (index >= WARM && 'placed' in said) placed.push(said.placed);
    }
  }
  const peaks: number[] = [];
  for (const { total, folder, size, run, placed } of stores) {
    const said = await run.ask(-1);
    const memory = 'ended' in said ? said.ended : { rss: 0, peak: 0 };
    peaks.push(memory.peak);
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
    const of = (what: 'look' | 'decide' | 'commit' | 'total') => shown(placed.map((p) => p[what]));
    const giant = placed.filter((p) => p.giant).map((p) => p.total);
    const verdicts = (v: Placed['verdict']) => placed.filter((p) => p.verdict === v).length;
    say(
      `${subject.padEnd(12)}${String(total).padStart(8)}: ${of('total')} = look ${of('look')} + decide ${of('decide')} + commit ${of('commit')}; into the largest story ${shown(giant)}; peak ${memory.peak.toFixed(0)} MB; store ${size.toFixed(0)} MB; copies found ${verdicts('copy found')}, missed ${verdicts('copy missed')}, wrong ${verdicts('wrong')}`,
    );
  }
  const [small, large] = stores.map((s) => s.placed.map((p) => p.total));
  if (small === undefined || large === undefined) return;
  say(
    `${subject.padEnd(12)}   ratio: ${(at(large, 0.5) / at(small, 0.5)).toFixed(2)} (95th percentile ${(at(large, 0.95) / at(small, 0.95)).toFixed(2)}); memory ${((peaks[1] ?? 0) - (peaks[0] ?? 0)).toFixed(0)} MB more`,
  );
}

const [first = '', folder = '', total = '0', subject = 'varied'] = process.argv.slice(2);
if (process.send !== undefined && first === 'fill') {
  const stream = newsStream(Number(total) + WARM + PLACED, UNTIL, subject as Subject);
  writeFileSync(join(folder, NEWCOMERS), JSON.stringify(await fillStore(folder, stream, Number(total))));
  process.send('filled');
} else if (process.send !== undefined && first === 'measure')
  await measure(folder, (said) => process.send?.(said));
else {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  say(`milliseconds to place one more article, median / 95th percentile of ${PLACED}, warm`);
  const large = first === '' ? LARGE : Number(first);
  if (!(large > 0)) {
    process.stderr.write(`“${first}” is no number of articles: npm run bench -- placing 150000 [FOLDER]\n`);
    process.exit(1);
  }
  const totals = [SMALL, large];
  for (const each of ['varied', 'one-subject'] as const)
    await compare(each, totals, folder === '' ? undefined : folder, say);
}
