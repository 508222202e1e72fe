/** A small invented world for the tests of this room: a ferry, a harbour strike, and the papers that report them. */
import { fingerprint } from '../../src/stories/fingerprint.ts';
import type { Neighbour, Newcomer, Placement } from '../../src/stories/placing.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const NOON = Date.UTC(2024, 4, 6, 12);

export const FERRY = {
  title: 'Ferry Aurelia runs aground off Norvik with 412 aboard',
  text: `NORVIK (Corvo) - The car ferry Aurelia ran aground on the Skarn reef early on Monday with 412 passengers aboard, and all of them were taken off by noon, the coastguard said.

"The ship stopped as if somebody had pulled a handbrake," said Ilse Marrow, a schoolteacher who was travelling with her class. "Nobody screamed. The children thought it was part of the trip."

Coastguard commander Tarik Ohlsen told reporters that the engine had lost power twenty minutes before the grounding. He said divers had found a gash of eleven metres below the waterline.

The ferry company, Belt Line, promised a full inquiry and said that its two sister ships would stay in port until Wednesday. Shares of the company fell by six percent in the capital.

Ohlsen added that no oil had leaked so far, but that booms had been laid around the hull as a precaution.`,
};

/** A paper's copy: fewer paragraphs, house spelling, another dateline. */
export const FERRY_COPY = {
  title: 'All safe after ferry hits reef',
  text: `NORVIK: The car ferry Aurelia ran aground on the Skarn reef early yesterday with 412 passengers aboard, and all of them were taken off by noon, the coastguard said.

“The ship stopped as if somebody had pulled a handbrake,” said Ilse Marrow, a schoolteacher who was travelling with her class. “Nobody screamed. The children thought it was part of the trip.”

Coastguard commander Tarik Ohlsen told reporters that the engine had lost power twenty minutes before the grounding. He said divers had found a gash of eleven meters below the waterline. — Corvo`,
};

/** The wire's later, fuller text at another address. */
export const FERRY_LATER = {
  title: 'Minister orders checks of all ferries after Aurelia grounding',
  text: `NORVIK (Corvo) - Transport minister Henrike Vold ordered checks of all car ferries on Tuesday. "One gash is enough," she said.

${FERRY.text.slice(FERRY.text.indexOf('The car ferry'))}`,
};

/** Other words about the same event, one quotation shared. */
export const FERRY_OTHER = {
  title: 'Pupils sang on deck as the Aurelia sat on the Skarn reef',
  text: `Twenty-six pupils and their teacher waited four hours in orange vests for the boats that brought them back to Norvik.

“The ship stopped as if somebody had pulled a handbrake,” their teacher, Ilse Marrow, recalled on the quay.

Divers sent down by Tarik Ohlsen's coastguard measured the hole in the hull of the Aurelia. A mechanic of Belt Line, who asked not to be named, said that the engine had coughed "since Easter".`,
};

/** The same subject on the same day, another event. */
export const STRIKE = {
  title: 'Dockers in Norvik walk out over night shifts',
  text: `About 300 dockers in Norvik stopped work on Monday in a dispute over night shifts, and eleven freighters waited in the roads.

“We load ships, we do not live on them,” said union leader Bo Kastrup at the gate of the container terminal. He said that the walkout would last until the company withdrew its new roster.

Belt Line, which runs the terminal, called the strike unlawful. Coastguard commander Tarik Ohlsen said that the roads were safe for anchoring.`,
};

type Draft = Partial<Omit<Newcomer, 'print'>> & { title: string; text: string };

export function newcomer(draft: Draft): Newcomer {
  return {
    outlet: 'The Norvik Post',
    owner: null,
    url: null,
    at: NOON,
    wire: null,
    copiedFrom: null,
    statements: [],
    ...draft,
    print: fingerprint(draft),
  };
}

/** Files an article as the store would: the next article may find it. */
export function filed(id: string, article: Newcomer, placement: Placement): Neighbour {
  const { role, copyOf, wire } = placement;
  return { ...article, id, storyId: placement.storyId ?? `story of ${id}`, role, copyOf, wire };
}
