/** Every example that `/help` prints is typed into the sample and answered. */
import { afterAll, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { conversation } from './bot.ts';

/** No test asks the network, and the sample reads one folder. */
const ELSEWHERE = /^\/feeds? \S+/;
const ANSWERED_NOT =
  /I do not know|I know no|There is no|There are \d+ pages|Nobody called|Nothing that I have read|Nobody has said|No story|^Which|^Whom|^Whose|^From what|^What is|^Type |not subscribed to|has no option|: takes |Several|is no link|have read no article|No paragraph|Something broke|is not paused|is not muted/;

const bot = conversation([]);
afterAll(() => bot.end());

/** The last message that was printed for a line, without its heading. */
const answer = async (line: string) => ((await bot.ask(line)).trim().split('[SAMPLE]').at(-2) ?? '').trim();

it('each gives an answer', async () => {
  await bot.ask('/about');
  const ids = [...(await answer('/whosaid Campbell ids:yes')).matchAll(/\[([0-9a-z]{10,})\]$/gm)].map(
    ([, id]) => id ?? '',
  );
  expect(ids.length).toBeGreaterThan(2);
  const failed: string[] = [];
  let typed = 0;
  for (const { name } of commands) {
    const help = await answer(`/help ${name}`);
    for (const example of /^For example: (.*)$/m.exec(help)?.[1]?.split('   ') ?? []) {
      typed += 1;
      if (ELSEWHERE.test(example)) continue;
      // An example of another command may have ended it.
      const line = example.replace('ID ID', ids.slice(0, 2).join(' ')).replace('ID', ids[2] ?? '');
      const [first = ''] = (await answer(`/subscribe north-korea-russia\n${line}`)).split('\n');
      if (first === '' || ANSWERED_NOT.test(first)) failed.push(`${line} → ${first}`);
    }
  }
  expect(typed).toBe(commands.flatMap((c) => c.examples).length);
  expect(failed).toEqual([]);
}, 60_000);
