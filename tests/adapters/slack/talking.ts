/** A workspace with a bot that has heard three people, and what a person does there: types, presses, fills in. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { z } from 'zod';
import type { Command } from '../../../src/command.ts';
import { message } from '../../../src/shown.ts';
import { until } from '../../until.ts';
import { type Bench, createBench, oneWorkspace, QUICK } from './bench.ts';
import { texts } from './blockkit.ts';
import type { Fake } from './fake.ts';

/** An answer with a picture and a file. */
const exporting: Command = {
  name: 'export',
  summary: 'Three lines as a file',
  options: z.object({}),
  examples: ['/export'],
  who: 'anyone',
  may: () => true,
  async run() {
    const nodes = [
      { kind: 'heading' as const, text: 'Three lines' },
      { kind: 'image' as const, png: new TextEncoder().encode('png'), alt: 'A chart' },
      {
        kind: 'file' as const,
        name: 'lines.csv',
        type: 'text/csv',
        data: new TextEncoder().encode('a,b\n1,2'),
      },
    ];
    return { ...message(nodes), visibility: 'private' };
  },
};

/** Milliseconds of each acknowledgement. Slack itself gives up after three seconds, and so does the small one. */
export const acks: number[] = [];

/** Set before each file's tests: the small Slack, and the bot that talks with it. */
export let slack: Fake;
export let b: Bench;
const said: [string, string][] = [
  ...Array.from({ length: 11 }, (_, i): [string, string] => [
    'Anna Berg',
    `Sentence number ${i} about the harbour`,
  ]),
  ['Ann-Marie Berg', 'I was not asked about the bridge'],
  ['Otto Fisk', 'The ferry is faster than any bridge'],
];
/** One bot on one workspace for the tests of a file; what they share is made before them. */
export function talking(): void {
  beforeAll(async () => {
    slack = await oneWorkspace();
    b = await createBench(slack, { SLACK_BOT_TOKEN: 'xoxb-one', SLACK_APP_TOKEN: 'xapp-one' }, QUICK, [
      exporting,
    ]);
    for (const [speaker, words] of said)
      await b.file(async () => {}, { speaker, words, text: `${words}, said ${speaker}.` });
    await b.listen();
  });
  afterAll(async () => {
    const [usual = 0] = acks.sort((x, y) => x - y).slice(acks.length / 2);
    expect(usual).toBeLessThan(500);
    await b.stop();
    await slack.close();
  });
  beforeEach(() => {
    slack.responses.length = 0;
    slack.calls.length = 0;
    slack.views.clear();
  });
  afterEach(() => {
    expect(slack.violations).toEqual([]);
    expect(b.told.filter((t) => t.startsWith('error'))).toEqual([]);
  });
}

export type Body = Record<string, unknown>;
type Button = { action_id: string; value: string; text: { text: string } };
export const answer = async (): Promise<Body> => {
  await until('an answer', () => slack.responses.length > 0);
  return slack.responses.at(-1)?.body ?? {};
};
export const typed = async (command: string, text = '', from = {}): Promise<Body> => {
  slack.responses.length = 0;
  const { ms } = await slack.slash(command, text, from);
  acks.push(ms);
  return answer();
};
export const view = async (): Promise<{ id: string; view: Body }> => {
  await until('a window', () => slack.views.size > 0);
  const [id, shown] = [...slack.views].at(-1) ?? ['', {}];
  return { id, view: shown };
};
/** The window when it shows its answer. */
export const filled = async (what: RegExp): Promise<Body> => {
  await until(`a window with ${what}`, () =>
    [...slack.views.values()].some((v) => what.test(texts(v.blocks).join('\n'))),
  );
  return (await view()).view;
};
export const buttonsIn = (body: Body): Button[] =>
  ((body.blocks ?? []) as Body[]).flatMap((x) => (x.type === 'actions' ? (x.elements as Button[]) : []));
export const button = (body: Body, label: RegExp): Button => {
  const found = buttonsIn(body).find((x) => label.test(x.text.text));
  if (found === undefined)
    throw new Error(`no button ${label} in ${buttonsIn(body).map((x) => x.text.text)}`);
  return found;
};
export const press = (
  body: Body,
  label: RegExp,
  container: Body = { type: 'message', is_ephemeral: true },
  more: Body = {},
) => {
  const { action_id, value } = button(body, label);
  slack.responses.length = 0;
  return slack.interact({
    type: 'block_actions',
    container,
    actions: [{ type: 'button', action_id, value }],
    ...more,
  });
};
export const field = (shown: Body, id: string): Body =>
  ((shown.blocks as Body[]).find((x) => x.block_id === id)?.element ?? {}) as Body;
export const submit = (id: string, shown: Body, values: Record<string, Body>) =>
  slack.interact({
    type: 'view_submission',
    view: {
      id,
      ...shown,
      state: {
        values: Object.fromEntries(
          (shown.blocks as Body[])
            .filter((x) => x.type === 'input')
            .map((x) => [
              x.block_id,
              {
                [String((x.element as Body).action_id)]: values[String(x.block_id)] ?? {
                  type: 'x',
                  value: null,
                },
              },
            ]),
        ),
      },
    },
  });
