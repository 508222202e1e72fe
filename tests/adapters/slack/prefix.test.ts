import { expect, it } from 'vitest';
import { z } from 'zod';
import { mistakes } from '../../../adapters/slack/forms.ts';
import { hints } from '../../../adapters/slack/lines.ts';
import { commands } from '../../../commands/index.ts';
import type { Command } from '../../../src/command.ts';
import { message, plain } from '../../../src/shown.ts';
import { until } from '../../until.ts';
import { CHANNEL, createBench, oneWorkspace } from './bench.ts';
import { texts } from './blockkit.ts';

it('says what is typed here in windows and in person too', async () => {
  const slack = await oneWorkspace();
  const b = await createBench(slack, {
    SLACK_BOT_TOKEN: 'xoxb-one',
    SLACK_APP_TOKEN: 'xapp-one',
    SLACK_COMMAND_PREFIX: 'acme-',
  });
  await b.listen();
  await slack.slash('/acme-subscribe', '');
  await until('a window', () => slack.views.size > 0);
  const [view = {}] = slack.views.values();
  expect((view.blocks as Record<string, unknown>[])[0]?.hint).toMatchObject({
    text: 'a topic; /acme-news topics lists them',
  });
  const notice = message([{ kind: 'text', text: [plain('Type /held there.')] }]);
  expect(await b.sender.tell(CHANNEL, ['UADMIN'], notice)).toBe(true);
  expect(slack.messages.at(-1)?.text).toBe('Type /acme-news held there.');
  expect(texts(slack.messages.at(-1)?.blocks)).toEqual(['Type /acme-news held there.']);
  await b.stop();
  await slack.close();
  expect(slack.violations).toEqual([]);
});

it('says it beside what was filled in wrongly', () => {
  const picky: Command = {
    name: 'picky',
    summary: 'Takes nothing',
    options: z.object({ topic: z.string().max(1, 'is none; type /topics or /subscribe') }),
    examples: [],
    who: 'anyone',
    may: () => true,
    run: () => Promise.reject(new Error('never run')),
  };
  const view = { id: 'V1', state: { values: { topic: { topic: { type: 'plain_text_input' } } } } };
  expect(mistakes(picky, { topic: 'long' }, view, hints('acme-', commands))).toEqual({
    topic: 'Is none; type /acme-news topics or /acme-subscribe.',
  });
});
