/** What a platform's bench puts behind its adapter: the commands' desk over the bench's store. */
import { queryProblem } from '../../src/bot.ts';
import type { Command } from '../../src/command.ts';
import { createDesk, type DeskParts } from '../../src/desk.ts';
import type { Store } from '../../src/store/store.ts';
import { TOPICS } from '../commands/desk.ts';

export const deskOver = (
  store: Store,
  commands: Command[],
  reach: DeskParts['reach'],
  draw: DeskParts['draw'] = async () => ({ ok: false, why: 'nothing is drawn here' }),
) =>
  createDesk({
    store,
    topics: TOPICS,
    maxAge: 0,
    commands,
    queryProblem: (query) => queryProblem(query, TOPICS),
    draw,
    reach,
  });
