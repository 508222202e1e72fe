/** A wrong speaker or quotation is mended, and stays mended; what was posted is edited. */
import { z } from 'zod';
import type { Decision } from '../src/cards.ts';
import type { Command, Desk } from '../src/command.ts';
import { words } from '../src/words.ts';
import { sentence, speakerChoices } from './reply.ts';

const options = z.object({
  do: z
    .enum(['reassign', 'withdraw', 'restore'], 'takes reassign, withdraw or restore')
    .describe('reassign, withdraw or restore'),
  statement: z.string().optional().describe('its id (whosaid ids:yes shows it)'),
  speaker: z
    .string()
    .max(120, 'is longer than 120 characters')
    .optional()
    .meta({ is: 'speaker' })
    .describe('reassign: who really said it'),
});
type Input = z.output<typeof options>;

export const statement: Command = {
  name: 'statement',
  summary: 'Give a statement to its real speaker, withdraw it, or restore it',
  options,
  examples: ['/statement reassign statement:ID speaker:Peskov', '/statement withdraw statement:ID'],
  who: 'operator',
  may: (_input, caller) => caller.operator || words.operators,
  async complete(field, typed, desk) {
    if (field !== 'speaker') return [];
    return speakerChoices(typed, desk);
  },
  async run(raw, caller, desk) {
    const input = options.parse(raw);
    const decision = await decided(input, desk);
    if (typeof decision === 'string') return sentence(decision);
    const done = await desk.decide(decision, caller.id);
    return sentence(done.ok ? words.statement.done(input.do, input.speaker ?? '') : done.why);
  },
};

async function decided(input: Input, desk: Desk): Promise<Decision | string> {
  const id = input.statement?.trim() ?? '';
  if (id === '') return words.statement.which;
  if (input.do !== 'reassign') return { kind: input.do, statement: id };
  const name = input.speaker?.trim() ?? '';
  if (name === '') return words.statement.who;
  const hits = await desk.speakersNamed(name);
  const [first] = hits;
  if (hits.length > 1)
    return words.speaker.several(
      name,
      hits.map((h) => h.name),
    );
  // Somebody never heard before may be who really said it.
  return first === undefined
    ? { kind: 'reassign-new', statement: id, name }
    : { kind: 'reassign', statement: id, speaker: first.id };
}
