/** The Home tab as a view, and what it remembers: what Slack sends of its buttons names neither channel nor, in an organisation, the workspace. Pure. */
import { z } from 'zod';
import type { From, View } from './payload.ts';
import type { Block } from './render.ts';

const memory = z.object({ tenant: z.string(), direct: z.string(), page: z.string() });

/** What is published for `from`. */
export const homeView = (blocks: Block[], from: From): Block => ({
  type: 'home',
  private_metadata: JSON.stringify({ tenant: from.tenant, direct: '', page: '', ...from.home }),
  blocks,
});

/** Whoever pressed a button there, with what was remembered; one of before an update remembers nothing. */
export function atHome(from: From, view: View): From {
  try {
    const { tenant, ...home } = memory.parse(JSON.parse(view.private_metadata ?? ''));
    return { ...from, tenant, home };
  } catch {
    return from;
  }
}
