/** Who is who, by the operator's word: two found apart become one, one becomes two, a name is mended. */
import { z } from 'zod';
import type { Decision, SpeakerHit } from '../src/cards.ts';
import type { Command, Desk } from '../src/command.ts';
import { words } from '../src/words.ts';
import { oneSpeaker, sentence, speakerChoices } from './reply.ts';

const options = z.object({
  do: z.enum(['merge', 'split', 'rename'], 'takes merge, split or rename').describe('merge, split or rename'),
  speaker: z.string().optional().meta({ is: 'speaker' }).describe('whom it is about'),
  into: z.string().optional().meta({ is: 'speaker' }).describe('merge: the speaker that stays'),
  name: z
    .string()
    .max(120, 'is longer than 120 characters')
    .optional()
    .describe('rename, split: the new name'),
  statements: z
    .string()
    .optional()
    .describe('split: the ids of the statements that move (whosaid ids:yes shows them)'),
});
type Input = z.output<typeof options>;

export const speaker: Command = {
  name: 'speaker',
  summary: 'Merge, split or rename speakers; it holds for the past and the future',
  options,
  examples: [
    '/speaker merge speaker:"Emeka Durand" into:"Tomas Reyl"',
    '/speaker rename speaker:Peskov name:"Dmitri Peskov"',
    '/speaker split speaker:Campbell statements:"ID ID" name:"Kurt Campbell (the other)"',
  ],
  who: 'operator',
  may: (_input, caller) => caller.operator || words.operators,
  async complete(field, typed, desk) {
    if (field !== 'speaker' && field !== 'into') return [];
    return speakerChoices(typed, desk);
  },
  async run(raw, caller, desk) {
    const input = options.parse(raw);
    const whom = await oneSpeaker(input.speaker, desk, words.speaker.whom);
    if (typeof whom === 'string') return sentence(whom);
    const decision = await decided(input, whom, desk);
    if (typeof decision === 'string') return sentence(decision);
    const done = await desk.decide(decision, caller.id);
    return sentence(
      done.ok
        ? words.speaker.done(input.do, whom.name, input.name ?? input.into ?? '', done.value)
        : done.why,
    );
  },
};

async function decided(input: Input, whom: SpeakerHit, desk: Desk): Promise<Decision | string> {
  const name = input.name?.trim() ?? '';
  if (input.do === 'merge') {
    const into = await oneSpeaker(input.into, desk, words.speaker.into);
    return typeof into === 'string' ? into : { kind: 'merge', speaker: whom.id, into: into.id };
  }
  if (name === '') return words.speaker.newName;
  if (input.do === 'rename') return { kind: 'rename', speaker: whom.id, name };
  const statements = input.statements?.split(/[\s,]+/).filter((id) => id !== '') ?? [];
  return statements.length === 0
    ? words.speaker.which
    : { kind: 'split', speaker: whom.id, statements, name };
}
