/** A statement as people are shown it, for what puts it into words. */
import type { ShownStatement } from '../src/chat.ts';

export const spoken = (change: Partial<ShownStatement> = {}): ShownStatement => ({
  id: 's',
  speaker: { id: 'p', name: 'Anna Berg', role: 'port engineer', kind: 'person' },
  cue: 'said',
  kind: 'direct',
  stance: 'said',
  pieces: [{ text: 'The bridge will open,', quoted: true }],
  saidOn: null,
  venue: null,
  via: null,
  story: { id: 'n', title: 'Bridge' },
  sightings: [],
  mark: null,
  ...change,
});
