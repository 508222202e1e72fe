/**
 * Slack's documented limits on messages and views, and what nobody's headline may do. Returns every violation in words.
 * https://docs.slack.dev/reference/block-kit, https://docs.slack.dev/reference/methods/chat.postMessage
 */

type Thing = { [field: string]: unknown };
const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): Thing[] => (Array.isArray(value) ? value.filter(isThing) : []);

const KNOWN = ['section', 'header', 'context', 'actions', 'divider', 'input', 'image'];
const ELEMENTS = [
  'button',
  'static_select',
  'external_select',
  'conversations_select',
  'datepicker',
  'plain_text_input',
  'number_input',
  'rich_text_input',
];

function textObject(value: unknown, where: string, most: number, kinds: string[], bad: string[]): void {
  if (!isThing(value) || typeof value.text !== 'string') return void bad.push(`${where}: no text`);
  if (!kinds.includes(String(value.type))) bad.push(`${where}: type ${value.type}`);
  if (value.text.length === 0) bad.push(`${where}: empty`);
  if (value.text.length > most) bad.push(`${where}: ${value.text.length} characters of ${most}`);
  if (value.type === 'plain_text' && 'verbatim' in value) bad.push(`${where}: verbatim is for mrkdwn`);
  if (value.type === 'mrkdwn' && 'emoji' in value) bad.push(`${where}: emoji is for plain_text`);
  if (value.type === 'mrkdwn') pings(value.text, where, bad);
}

/** Whether Slack would notify somebody. A configured user group is for the caller to allow. */
export function pings(text: string, where: string, bad: string[]): void {
  if (/<!(channel|here|everyone)[|>]/.test(text)) bad.push(`${where}: pings everybody`);
  if (/<@[UW][A-Z0-9]*[|>]/.test(text)) bad.push(`${where}: pings a person`);
  if (/<(?![#@!]|https?:\/\/|mailto:)/.test(text)) bad.push(`${where}: a bare <`);
  if (/&(?!amp;|lt;|gt;)/.test(text)) bad.push(`${where}: a bare &`);
}

function option(value: Thing, where: string, bad: string[]): void {
  textObject(value.text, `${where}.text`, 75, ['plain_text'], bad);
  const size = String(value.value ?? '').length;
  if (size === 0 || size > 150) bad.push(`${where}: value of ${size}`);
}

function element(e: Thing, where: string, bad: string[]): void {
  if (!ELEMENTS.includes(String(e.type))) bad.push(`${where}: unknown element ${e.type}`);
  const id = String(e.action_id ?? '');
  if (id === '' || id.length > 255) bad.push(`${where}: action_id of ${id.length}`);
  if (e.type === 'button') {
    textObject(e.text, `${where}.text`, 75, ['plain_text'], bad);
    if (String(e.value ?? '').length > 2_000) bad.push(`${where}: value too long`);
    if (e.style !== undefined && e.style !== 'primary' && e.style !== 'danger') bad.push(`${where}: style`);
    if (isThing(e.confirm)) {
      textObject(e.confirm.title, `${where}.confirm.title`, 100, ['plain_text'], bad);
      textObject(e.confirm.text, `${where}.confirm.text`, 300, ['plain_text', 'mrkdwn'], bad);
      textObject(e.confirm.confirm, `${where}.confirm`, 30, ['plain_text'], bad);
      textObject(e.confirm.deny, `${where}.deny`, 30, ['plain_text'], bad);
    }
  }
  if (e.placeholder !== undefined)
    textObject(e.placeholder, `${where}.placeholder`, 150, ['plain_text'], bad);
  if (e.type === 'static_select') {
    const options = list(e.options);
    if (options.length === 0 || options.length > 100) bad.push(`${where}: ${options.length} options`);
    for (const [i, o] of options.entries()) option(o, `${where}.options[${i}]`, bad);
  }
  if (e.type === 'plain_text_input' && Number(e.max_length ?? 1) > 3_000) bad.push(`${where}: max_length`);
}

function block(b: Thing, where: string, surface: string, bad: string[]): void {
  if (!KNOWN.includes(String(b.type))) bad.push(`${where}: unknown block ${b.type}`);
  if (String(b.block_id ?? '').length > 255) bad.push(`${where}: block_id`);
  switch (b.type) {
    case 'section':
      textObject(b.text, `${where}.text`, 3_000, ['plain_text', 'mrkdwn'], bad);
      break;
    case 'header':
      textObject(b.text, `${where}.text`, 150, ['plain_text'], bad);
      break;
    case 'context': {
      const elements = list(b.elements);
      if (elements.length === 0 || elements.length > 10) bad.push(`${where}: ${elements.length} elements`);
      for (const e of elements) textObject(e, `${where}.element`, 3_000, ['plain_text', 'mrkdwn'], bad);
      break;
    }
    case 'actions': {
      const elements = list(b.elements);
      if (elements.length === 0 || elements.length > 25) bad.push(`${where}: ${elements.length} elements`);
      const ids = new Set(elements.map((e) => e.action_id));
      if (ids.size !== elements.length) bad.push(`${where}: an action_id twice`);
      for (const [i, e] of elements.entries()) element(e, `${where}.elements[${i}]`, bad);
      break;
    }
    case 'input':
      if (surface === 'message') bad.push(`${where}: input in a message`);
      textObject(b.label, `${where}.label`, 2_000, ['plain_text'], bad);
      if (b.hint !== undefined) textObject(b.hint, `${where}.hint`, 2_000, ['plain_text'], bad);
      if (isThing(b.element)) element(b.element, `${where}.element`, bad);
      else bad.push(`${where}: no element`);
      break;
  }
}

export function blocksProblems(blocks: unknown, surface: 'message' | 'modal' | 'home'): string[] {
  const bad: string[] = [];
  if (!Array.isArray(blocks)) return ['blocks: no list'];
  const most = surface === 'message' ? 50 : 100;
  if (blocks.length > most) bad.push(`${blocks.length} blocks of ${most}`);
  if (surface === 'message' && JSON.stringify(blocks).length > 3 * 13_200) bad.push('blocks: absurdly long');
  const words = texts(blocks).reduce((n, t) => n + t.length, 0);
  if (surface === 'message' && words > 13_200) bad.push(`blocks: ${words} characters of 13,200`);
  const ids = list(blocks).flatMap((b) => (b.block_id === undefined ? [] : [b.block_id]));
  if (new Set(ids).size !== ids.length) bad.push('a block_id twice');
  for (const [i, b] of list(blocks).entries()) block(b, `blocks[${i}]`, surface, bad);
  return bad;
}

export function viewProblems(view: unknown): string[] {
  if (!isThing(view)) return ['view: none'];
  const home = view.type === 'home';
  const bad = blocksProblems(view.blocks, home ? 'home' : 'modal');
  if (!home) {
    textObject(view.title, 'title', 24, ['plain_text'], bad);
    for (const field of ['submit', 'close'])
      if (view[field] !== undefined) textObject(view[field], field, 24, ['plain_text'], bad);
    const inputs = list(view.blocks).some((b) => b.type === 'input');
    if (inputs && view.submit === undefined) bad.push('inputs without submit');
  }
  if (String(view.private_metadata ?? '').length > 3_000) bad.push('private_metadata too long');
  if (String(view.callback_id ?? '').length > 255) bad.push('callback_id too long');
  return bad;
}

export function messageProblems(body: Thing): string[] {
  const bad = body.blocks === undefined ? [] : blocksProblems(body.blocks, 'message');
  const text = String(body.text ?? '');
  if (text.trim() === '') bad.push('text: empty, screen readers have nothing');
  if (text.length > 4_000) bad.push(`text: ${text.length} characters of 4,000`);
  pings(text, 'text', bad);
  if (body.metadata !== undefined && JSON.stringify(body.metadata).length > 3_000)
    bad.push('metadata too long');
  return bad;
}

/** Every text in blocks. */
export function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (!isThing(value)) return [];
  if (typeof value.text === 'string') return [value.text];
  return Object.values(value).flatMap(texts);
}
