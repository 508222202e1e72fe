/** What holds for all channels of a workspace or server: who may change what they get, and where a story's updates are shown. */
import { z } from 'zod';
import type { TenantSettings } from '../src/cards.ts';
import type { Button } from '../src/chat.ts';
import type { Command } from '../src/command.ts';
import { plain } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { privately, sentence } from './reply.ts';

/** People by id, as the platforms' own mentions bring them. */
const PERSON = /^(?:[UW][A-Z0-9]{1,20}|\d{15,20})$/;

const managers = z
  .string()
  .transform((text, context): TenantSettings['managers'] => {
    const parts = text.split(/[\s,]+/).flatMap((p) => p.replace(/^<@!?|>$/g, '') || []);
    const [only] = parts;
    if (parts.length === 1 && (only === 'admins' || only === 'everyone')) return only;
    if (parts.length > 0 && parts.every((p) => PERSON.test(p))) return [...new Set(parts)];
    context.addIssue(words.settings.badManagers);
    return z.NEVER;
  })
  .optional();

const options = z.object({
  managers: z.string().optional().describe('who may change what channels get: admins, everyone, or people'),
  broadcast: z
    .enum(['no', 'voices', 'all'], 'takes no, voices or all')
    .optional()
    .describe('updates of a story in the channel too: no, voices (somebody new speaks), all'),
});

export const settings: Command = {
  name: 'settings',
  summary: 'Who may manage, and whether updates of a story are shown in the channel too',
  options,
  examples: ['/settings', '/settings broadcast:voices', '/settings managers:everyone'],
  who: 'manager',
  may: (_input, caller) => caller.manager || words.settings.manager,
  async run(raw, caller, desk) {
    // Discord's own settings say who may use a command, and a story's updates are in its thread there.
    if (caller.place.platform === 'discord') return sentence(words.settings.onDiscord);
    const input = options.parse(raw);
    const who = managers.safeParse(input.managers);
    if (!who.success) return sentence(words.settings.badManagers);
    await desk.set(caller.place, {
      ...(who.data === undefined ? {} : { managers: who.data }),
      ...(input.broadcast === undefined ? {} : { broadcast: input.broadcast }),
    });
    const now = await desk.settings(caller.place);
    const changed = who.data !== undefined || input.broadcast !== undefined;
    const told = words.settings;
    const named = Array.isArray(now.managers) ? told.who.and(now.managers.length) : told.who[now.managers];
    const button = (label: string, set: Record<string, string>): Button => ({
      label,
      action: { command: 'settings', input: set },
    });
    return privately([
      { kind: 'heading', text: told.header },
      ...(changed ? [{ kind: 'text' as const, text: [plain(told.done)] }] : []),
      {
        kind: 'list',
        items: [[plain(told.managers(named))], [plain(told.broadcast(told.updates[now.broadcast]))]],
      },
      {
        kind: 'buttons',
        buttons: [
          ...(['no', 'voices', 'all'] as const)
            .filter((b) => b !== now.broadcast)
            .map((b) => button(told.buttons[b], { broadcast: b })),
          ...(['admins', 'everyone'] as const)
            .filter((m) => m !== now.managers)
            .map((m) => button(told.buttons[m], { managers: m })),
        ],
      },
    ]);
  },
};
