import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { createLabour, type Labour, type LabourOptions } from '../../src/workers/pool.ts';

const usual: LabourOptions = { size: 1, timeout: 10_000, idle: 5000, memory: 128 };
const jobs = new URL('./odd-jobs.ts', import.meta.url).href;
const started: Labour[] = [];

function labour(options: Partial<LabourOptions> = {}): Labour {
  const made = createLabour({ ...usual, ...options });
  started.push(made);
  return made;
}

type Told = { pid: number; done: number; environment: string[] };

async function ask(from: Labour, url: string): Promise<Told | string> {
  const result = await from.parseFeed({ url, body: new Uint8Array(), contentType: null });
  return result.ok ? (result.value as unknown as Told) : result.why;
}

async function told(from: Labour, url = 'fine'): Promise<Told> {
  const answer = await ask(from, url);
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<boolean> {
  const start = performance.now();
  while (!condition() && performance.now() - start < 8000)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return condition();
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.stop()));
});

describe('the real jobs', () => {
  test('a feed in another charset is decoded and parsed in the worker', async () => {
    const text =
      '<?xml version="1.0" encoding="windows-1252"?><rss><channel><title>Fähre</title><item><title>Ü</title><link>/a</link></item></channel></rss>';
    const body = new Uint8Array(Buffer.from(text, 'latin1'));
    const result = await labour().parseFeed({ url: 'https://f.example/rss', body, contentType: 'text/xml' });
    expect(result).toMatchObject({
      ok: true,
      value: {
        title: 'Fähre',
        items: [{ title: 'Ü', url: 'https://f.example/a', id: 'https://f.example/a' }],
      },
    });
  });

  test('what is no feed is a reason', async () => {
    const body = new TextEncoder().encode('<!doctype html><p>Hello');
    const result = await labour().parseFeed({ url: 'https://f.example/', body, contentType: null });
    expect(result).toEqual({ ok: false, why: expect.stringContaining('web page') });
  });
});

describe('a job that misbehaves fails alone', () => {
  test.each([
    ['hang', 'took more than 2 s'],
    ['crash', 'broke the reader'],
    ['exit', 'broke the reader'],
    ['memory', 'broke the reader'],
  ])('%s', async (kind, why) => {
    const from = labour({ jobs, timeout: kind === 'memory' ? 15_000 : 2000, memory: 64 });
    const [before, bad, after] = await Promise.all([told(from), ask(from, kind), told(from)]);
    expect(bad).toContain(why);
    expect(after.pid).not.toBe(before.pid);
    expect(after.done).toBe(1);
    expect(alive(before.pid)).toBe(false);
  });

  test('an exception leaves the process as it is', async () => {
    const from = labour({ jobs });
    const before = await told(from);
    expect(await ask(from, 'throw')).toBe('Reading it failed: it went wrong');
    expect((await told(from)).pid).toBe(before.pid);
  });

  test('an unknown job is a reason', async () => {
    const known = { title: null, outlet: null, publishedAt: null, byline: [], language: null };
    const none = { contentType: null, url: null, known };
    const input = { body: new Uint8Array(), kind: 'txt' as const, extractor: 'rules' as const, ...none };
    expect(await labour({ jobs }).readArticle(input)).toEqual({
      ok: false,
      why: 'There is no job readArticle.',
    });
  });
});

describe('processes', () => {
  test('no more than `size` at once, each at one job at a time', async () => {
    const from = labour({ jobs, size: 2 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => told(from, 'wait')));
    expect(new Set(answers.map(({ pid }) => pid)).size).toBe(2);
  });

  test('an idle one goes away, and the next job starts another', async () => {
    const from = labour({ jobs, idle: 100 });
    const { pid } = await told(from);
    expect(await until(() => !alive(pid))).toBe(true);
    expect((await told(from)).pid).not.toBe(pid);
  });

  test('after 2,000 jobs a process is replaced', async () => {
    const from = labour({ jobs });
    const answers = await Promise.all(Array.from({ length: 2_001 }, () => told(from)));
    expect(answers[1_999]).toMatchObject({ pid: answers[0]?.pid, done: 2_000 });
    expect(answers[2_000]?.done).toBe(1);
  });

  test('no token or password of the bot is in their environment', async () => {
    process.env.SLACK_BOT_TOKEN = 'xoxb-not-a-real-one';
    const { environment } = await told(labour({ jobs }));
    delete process.env.SLACK_BOT_TOKEN;
    expect(environment).not.toContain('SLACK_BOT_TOKEN');
  });

  test('stop ends the running and the waiting and refuses the new', async () => {
    const from = labour({ jobs });
    const { pid } = await told(from);
    const running = [ask(from, 'hang'), ask(from, 'fine')];
    await from.stop();
    expect(await Promise.all(running)).toEqual(['The bot is stopping.', 'The bot is stopping.']);
    expect(await ask(from, 'fine')).toBe('The bot is stopping.');
    expect(alive(pid)).toBe(false);
  });

  test('they die with their parent, also in the middle of a job that hangs', async () => {
    const parent: ChildProcess = spawn(process.execPath, [
      fileURLToPath(new URL('./orphan.ts', import.meta.url)),
    ]);
    const pid = await new Promise<number>((resolve) => {
      parent.stdout?.once('data', (text) => resolve(Number(String(text))));
    });
    expect(alive(pid)).toBe(true);
    parent.kill('SIGKILL');
    expect(await until(() => !alive(pid))).toBe(true);
  });
});
