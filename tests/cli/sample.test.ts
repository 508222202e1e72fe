import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lines, run, SHIPPED } from './bot.ts';

const ALERTS = [
  'South Korea and US confer by phone as Putin trip to Pyongyang nears',
  'Putin and Kim Jong Un sign partnership treaty in Pyongyang',
  'Dark ships carried containers between North Korea and Russia, research group says',
];

const ASKED = [
  '/whosaid Campbell',
  '/whosaid Kim',
  '/subscribe arms-transfers',
  '/subscriptions',
  '/whosaid Cambell',
  '/whosaid Nobody',
  '/wosaid x',
];
const LINK =
  'https://www.harbourcourier.example/news/world/seoul-and-washington-on-guard-before-putin-trip-20240614-p5jk';
const LOOKED_AT = ['/timeline speaker:Campbell', `/explain ${LINK}?utm_source=x`, '/about'];
const README = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
const TRANSCRIPT = (/```\n(> [\s\S]*?)\n```/.exec(README)?.[1] ?? '')
  .split('\n')
  .filter((line) => line !== '');
const OF_README = TRANSCRIPT.filter((line) => line.startsWith('> ')).map((line) => line.slice(2));

describe('npm start without tokens', () => {
  // All that is asked goes down one pipe: a start on the sample takes seconds.
  let piped = { code: null as number | null, out: '' };
  beforeAll(async () => {
    piped = await run([], SHIPPED, `${[...ASKED, ...LOOKED_AT, ...OF_README].join('\n')}\n`);
  });

  it('shows the alerts of the sample, each story once, and ends', async () => {
    const { code, out, err } = await run([], SHIPPED);
    expect(code).toBe(0);
    for (const title of ALERTS) expect(lines(out, title), title).toBe(1);
    for (const block of out.trim().split('\n\n')) expect(block.trim()).toMatch(/^\[SAMPLE\]/);
    expect(out).not.toMatch(/noodle|friendly/i);
    expect(out).not.toContain('\u001b[');
    expect(err).toContain('This is a sample wire');
  }, 30_000);

  it('answers piped questions in order, then ends', () => {
    const { code, out } = piped;
    expect(code).toBe(0);
    const answers = out.slice(out.indexOf('Kurt Campbell ·'), out.indexOf('Timeline ·'));
    const order = [
      'Kurt Campbell ·',
      'Which Kim?',
      'Done: this channel gets an alert for each new story on',
      'This channel is subscribed to',
      'Nobody called “Cambell”',
      'Nobody called “Nobody”',
      'Did you mean /whosaid?',
    ];
    const places = order.map((o) => answers.indexOf(o));
    expect(places.every((p) => p >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(answers).toContain(
      '“Hard currency? Is it energy? Is it capabilities that allow them to advance their nuclear or missile products? We don',
    );
    for (const kim of ['Kim Dae-sol · ', 'Kim Hong-kyun · ']) expect(answers).toContain(kim);
    expect(answers).not.toContain('Kim Jong Un ·');
    expect(answers).toContain('topic arms-transfers');
    expect(answers).toMatch(/“Cambell”.*\n.*Kurt Campbell/);
  });

  it('draws a timeline, explains a link and tells of itself', () => {
    const { out } = piped;
    expect(out).toContain('Timeline · Kurt Campbell · 3 statements');
    expect(out).toContain('Articles a day: 14 Jun (3), 15 Jun. Kurt Campbell, 3 statements: 12 Jun (3).');
    expect(out).toMatch(
      /A copy of “South Korea and US confer .*” \(Northlight News Agency\): \d+ % of the shorter text/,
    );
    expect(out).toMatch(/Whosaid \d.*\nStarted /);
  });

  it('is what the README shows', () => {
    const shown = TRANSCRIPT.filter((line) => !line.startsWith('> '));
    expect(OF_README.length).toBeGreaterThan(1);
    for (const line of shown) expect(piped.out.split('\n')).toContain(line);
  });
});
