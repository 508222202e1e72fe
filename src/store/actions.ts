/** What buttons do that have no room for it, under an id made of the action, so that they work after a restart. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Action } from '../chat.ts';
import type { Clock } from './feeds.ts';
import type { Tables } from './schema.ts';

const shape = z.object({ command: z.string(), input: z.record(z.string(), z.string()) });

export function actionStore(db: Kysely<Tables>, clock: Clock, idOf: (action: Action) => string) {
  return {
    async keep(actions: Action[]): Promise<void> {
      for (const action of actions)
        await db
          .insertInto('actions')
          .values({ id: idOf(action), action: JSON.stringify(action), at: clock.now() })
          .onConflict((c) => c.column('id').doNothing())
          .execute();
    },
    async recall(id: string): Promise<Action | null> {
      const row = await db.selectFrom('actions').select('action').where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : shape.parse(JSON.parse(row.action));
    },
  };
}
