/** Replies as commands make them: nodes with the whole message in words beside them. */
import type { Node, Reply } from '../src/chat.ts';
import { message, plain } from '../src/shown.ts';

export const privately = (nodes: Node[]): Reply => ({ ...message(nodes), visibility: 'private' });
export const publicly = (nodes: Node[]): Reply => ({ ...message(nodes), visibility: 'public' });

/** One sentence, to the asker alone. */
export const sentence = (text: string): Reply => privately([{ kind: 'text', text: [plain(text)] }]);
